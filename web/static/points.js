// A text cut at code points, as the offsets of /graphql count. A JavaScript
// string counts UTF-16 units, of which an emoji has two.

export class Points {
  // Where no character needs two units, offsets are the string's own.
  constructor(text) {
    this.text = text;
    this.units = /[\u{10000}-\u{10ffff}]/u.test(text) ? unitsOf(text) : null;
    this.length = this.units ? this.units.length - 1 : text.length;
  }

  slice(start, end) {
    return this.units ? this.text.slice(this.units[start], this.units[end]) : this.text.slice(start, end);
  }
}

// unitsOf says where each code point starts, and at last where the text ends.
function unitsOf(text) {
  const units = new Uint32Array(text.length + 1);
  let n = 0;
  for (let at = 0; at < text.length; at += text.codePointAt(at) > 0xffff ? 2 : 1) units[n++] = at;
  units[n++] = text.length;
  return units.subarray(0, n);
}
