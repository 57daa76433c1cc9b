// Before anything is painted: light or dark as chosen in an earlier visit. Not a
// module, for those wait until the page is read.

try {
  const chosen = localStorage.getItem("claimgraph theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch {
  // a browser that keeps nothing: the system's choice is taken
}
