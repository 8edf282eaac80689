/** What only Node can do: runs kept in folders, and networks measured in processes of their own. */
export { type MeasureRequest, measureCosts } from './benchmark/measure-costs.node.js';
export { folderStore } from './train/run-store.node.js';
