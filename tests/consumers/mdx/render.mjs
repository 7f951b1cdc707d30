// Turn MDX documents into HTML: a list of them as JSON comes in, a list of {html} or {error} goes out.
// With the remark plugins of Docusaurus, so that tables are tables and `:::note` is a note.
import { evaluate } from "../../site/node_modules/@mdx-js/mdx/index.js";
import { createElement } from "../../site/node_modules/react/index.js";
import * as runtime from "../../site/node_modules/react/jsx-runtime.js";
import { renderToStaticMarkup } from "../../site/node_modules/react-dom/server.node.js";
import remarkDirective from "../../site/node_modules/remark-directive/index.js";
import remarkGfm from "../../site/node_modules/remark-gfm/index.js";

// Docusaurus puts directives that it does not know back as they were typed; nobody types any here, but for notes.
const onlyNotes = () => (tree) => {
  const visit = (node) => {
    if (node.type === "textDirective" || node.type === "leafDirective") throw new Error(`:${node.name} is taken for a directive`);
    if (node.type === "containerDirective") node.data = { hName: "aside" };
    (node.children ?? []).forEach(visit);
  };
  visit(tree);
};

const Note = ({ children }) => createElement("aside", null, children);

async function html(document) {
  const { default: Content } = await evaluate(document, {
    ...runtime,
    baseUrl: import.meta.url,
    remarkPlugins: [remarkGfm, remarkDirective, onlyNotes],
  });
  return renderToStaticMarkup(createElement(Content, { components: { Note } }));
}

let input = "";
for await (const piece of process.stdin) input += piece;
const written = [];
for (const document of JSON.parse(input)) {
  written.push(await html(document).then((html) => ({ html }), (error) => ({ error: String(error) })));
}
process.stdout.write(JSON.stringify(written));
