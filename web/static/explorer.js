// The explorer: one page of views, each at an address of its own.
//
//   #/  #/articles  #/entities  #/claims  #/conflicts  #/search/WORDS  #/read
//   #/entity/ID  and /timeline /neighbours /conflicts /mentions below it
//   #/article/ID  #/article/ID/CLAIM

import { Router } from "./router.js";
import { startSearch } from "./search.js";
import { startTheme } from "./theme.js";
import { articlePage } from "./pages/article.js";
import { articlesPage } from "./pages/articles.js";
import { claimsPage } from "./pages/claims.js";
import { conflictsPage } from "./pages/conflicts.js";
import { entitiesPage } from "./pages/entities.js";
import { entityPage } from "./pages/entity.js";
import { foundPage } from "./pages/found.js";
import { homePage } from "./pages/home.js";
import { readPage } from "./pages/read.js";

const pages = {
  "": homePage, articles: articlesPage, entities: entitiesPage, claims: claimsPage, conflicts: conflictsPage,
  search: foundPage, entity: entityPage, article: articlePage, read: readPage,
};

startTheme(document.getElementById("theme"));
startSearch(document.getElementById("search"));
new Router(pages, document.getElementById("view")).start();
