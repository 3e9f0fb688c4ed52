// Uploading a file for the person that the page shows.

import { post } from "./api.js";
import { state } from "./state.js";

// Its bytes as JSON can hold them; the answer has its id.
export async function upload(file) {
  const content = await new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(file);
  });
  return post(`/people/${state.me}/files`, { filename: file.name, content, encoding: "base64" });
}
