// The address of a view stands after the #: parts, then what narrows it.
//
//   #/entity/ID/neighbours?predicate=founded_by&layout=tree

export function address(parts, params = {}) {
  const given = Object.entries(params).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return "#/" + parts.map(encodeURIComponent).join("/") + (query && "?" + query);
}

export function parse(hash) {
  const [path, query = ""] = split(hash.replace(/^#\/?/, ""), "?");
  return { parts: path.split("/").map(decoded), params: Object.fromEntries(new URLSearchParams(query)) };
}

function split(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

// decoded is a part of the address, as it stands where nobody encoded it so.
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
