// A text with marks on it that overlap, cut where any of them begins or ends.
// One walk over the ends of the marks in their order, so that a text with tens
// of thousands of marks is cut in no time.

// pieces gives, in order, { start, end, marks }: marks are those over the piece.
// What lies outside the text is left out.
export function pieces(length, marks) {
  const within = marks.filter((m) => 0 <= m.start && m.start < m.end && m.end <= length);
  const starts = [...within].sort((a, b) => a.start - b.start);
  const ends = [...within].sort((a, b) => a.end - b.end);
  const over = new Set();
  const cut = [];
  let at = 0, s = 0, e = 0;
  while (at < length) {
    while (e < ends.length && ends[e].end === at) over.delete(ends[e++]);
    while (s < starts.length && starts[s].start === at) over.add(starts[s++]);
    const next = Math.min(length, starts[s]?.start ?? length, ends[e]?.end ?? length);
    cut.push({ start: at, end: next, marks: [...over] });
    at = next;
  }
  return cut;
}
