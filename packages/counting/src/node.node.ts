/** What only Node can do: runs kept in folders. */
export { folderStore } from './train/run-store.node.js';
