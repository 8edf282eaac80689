/** What only Node can do: folders on disk. */
export { openFolder } from './files.node.js';
