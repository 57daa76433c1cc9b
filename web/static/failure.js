// What went wrong, in words.

import { h } from "./dom.js";

const advice = {
  BAD_USER_INPUT: "Check the address, or what was typed.",
  QUERY_TOO_EXPENSIVE: "Narrow the view, and ask again.",
  TIMEOUT: "It took too long. Narrow the view, or try again.",
  BODY_TOO_LARGE: "Cut the text into parts, or give it to claimgraph load.",
};

export const failure = (error) => h("p.error", { role: "alert" }, sentence(error.message), advice[error.code] && " " + advice[error.code]);

const sentence = (text) => (/[.!?]$/.test(text) ? text : text + ".");
