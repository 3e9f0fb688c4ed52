// Days and times as people say them: on the workspace's clock, in the reader's own zone.

import { state } from "../workspace/state.js";

const at = (seconds) => new Date(Number(seconds) * 1000);
const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
const WEEKDAY = { weekday: "long", day: "numeric", month: "long" };

export function time(seconds, more = {}) {
  return at(seconds).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...more });
}

// How many days from today, on the workspace's clock; -1 is yesterday.
function distance(date) {
  return Math.round((midnight(date) - midnight(at(state.now))) / 86_400_000);
}

export const dayKey = (seconds) => midnight(at(seconds)).getTime();

const NEAR = { "-1": "Yesterday", 0: "Today", 1: "Tomorrow" };

// What stands above the messages of a day.
export function day(seconds) {
  const date = at(seconds);
  const far = date.getFullYear() === at(state.now).getFullYear() ? {} : { year: "numeric" };
  return NEAR[distance(date)] || date.toLocaleDateString([], { ...WEEKDAY, ...far });
}

// A time today, else the day with it.
export function moment(seconds) {
  return dayKey(seconds) === dayKey(state.now) ? time(seconds) : `${day(seconds)}, ${time(seconds)}`;
}

const pad = (number) => String(number).padStart(2, "0");
const FORMATS = {
  date_num: (date) => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`,
  date_slash: (date) => date.toLocaleDateString([], { day: "2-digit", month: "2-digit", year: "numeric" }),
  date: (date) => date.toLocaleDateString([], { day: "numeric", month: "long", year: "numeric" }),
  date_short: (date) => date.toLocaleDateString([], { day: "numeric", month: "short", year: "numeric" }),
  date_long: (date) => date.toLocaleDateString([], { ...WEEKDAY, year: "numeric" }),
  time: (date) => time(date / 1000),
  time_secs: (date) => time(date / 1000, { second: "2-digit" }),
  day_divider_pretty: (date) => day(date / 1000),
  ago: (date) => ago(date / 1000),
};

// Slack's words for a moment, such as `{date_short_pretty} at {time}`; null where it is no moment.
export function formatted(seconds, format) {
  if (!format || !Number.isFinite(Number(seconds)) || seconds === "") return null;
  const date = at(seconds);
  return format.replace(/\{([a-z_]+)\}/g, (whole, name, offset) => {
    const near = name.endsWith("_pretty") && name !== "day_divider_pretty";
    const draw = FORMATS[near ? name.slice(0, -7) : name];
    if (!draw) return whole;
    const word = near && NEAR[distance(date)];
    return word ? (offset ? word.toLowerCase() : word) : draw(date);
  });
}

const STEPS = [["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]];

function ago(seconds) {
  const away = Math.round(seconds - state.now);
  const [unit, size] = STEPS.find(([, length]) => Math.abs(away) >= length) || STEPS.at(-1);
  return new Intl.RelativeTimeFormat([], { numeric: "auto" }).format(Math.trunc(away / size), unit);
}
