// Dates as people write them. What the graph has is EDTF: 2024-01-10, 2024-01, 2024, 202X
// (a decade), 18XX (a century), XXXX-05 (of an unknown year), 2024-21 (seasons 21–24,
// quarters 33–36, halves 40–41), 2024~ (about), ../2024 (at the latest) and 2024-01-01/2024-01-07.

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const parts = { 21: "spring", 22: "summer", 23: "autumn", 24: "winter", 33: "first quarter of", 34: "second quarter of", 35: "third quarter of", 36: "fourth quarter of",
  40: "first half of", 41: "second half of" };
const doubts = { "~": "about ", "?": "perhaps ", "%": "perhaps about " };
const open = (end) => end === ".." || end === "";

export function when(edtf) {
  const [start, end] = edtf.split("/");
  if (end === undefined) return date(start);
  if (open(start)) return date(end) + " at the latest";
  return open(end) ? date(start) + " at the earliest" : `${date(start)} – ${date(end)}`;
}

function date(edtf) {
  const [, year, part, day, doubt] = edtf.match(/^([\dX]{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)$/) ?? [];
  return year ? (doubts[doubt] ?? "") + certain(year, part, day) : edtf;
}

function certain(year, part, day) {
  if (year === "XXXX" && months[part - 1]) return `${day ? Number(day) + " " : ""}${months[part - 1]} of an unknown year`;
  if (parts[part]) return `${parts[part]} ${years(year)}`;
  return [years(year), part, day].filter(Boolean).join("-");
}

const years = (year) => (/^\d+X+$/.test(year) ? year.replaceAll("X", "0") + "s" : year);

// A period, open where an end is unknown.
export function period(t) {
  if (!t || !(t.start || t.end)) return "";
  if (!t.start) return "until " + when(t.end);
  if (!t.end) return "since " + when(t.start);
  return t.start === t.end ? when(t.start) : `${when(t.start)} – ${when(t.end)}`;
}
