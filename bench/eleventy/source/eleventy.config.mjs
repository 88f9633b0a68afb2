// The same site as bench/hugo: posts, lists of 20, a home page, one feed, a sitemap. No plugins.
const SIZE = 20;

export default function (config) {
  config.addGlobalData("site", {
    title: "Village of Example Police Department",
    url: "https://eleventy.example",
  });
  config.addPassthroughCopy({ "style.css": "style.css" });
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addFilter("iso", (date) => date.toISOString());
  config.addFilter("rfc", (date) => date.toUTCString());
  config.addFilter("newest", (posts, count) => posts.slice(-count).reverse());
  config.addCollection("posts", posts);
  config.addCollection("categories", (api) => [...byCategory(api)].map(([name, all]) => ({ name, count: all.length })));
  config.addCollection("categoryPages", (api) => [...byCategory(api)].flatMap(pages));
  return {
    dir: { input: "content", includes: "../_includes", output: "site" },
    markdownTemplateEngine: false, // posts are Markdown, no templates: that is less work, too
  };
}

/** Oldest first. */
function posts(api) {
  return api.getFilteredByGlob("content/posts/**/*.md");
}

/** The posts of each category, oldest first; categories by their names. */
function byCategory(api) {
  const found = new Map();
  for (const post of posts(api)) {
    for (const name of post.data.categories) {
      if (!found.has(name)) found.set(name, []);
      found.get(name).push(post);
    }
  }
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** A category's posts, newest first, on pages: Eleventy paginates one list for a template, not a list of lists. */
function pages([name, all]) {
  const of = Math.ceil(all.length / SIZE);
  const newest = [...all].reverse();
  return Array.from({ length: of }, (_, index) => {
    const number = index + 1;
    return { name, number, of, posts: newest.slice(index * SIZE, number * SIZE) };
  });
}
