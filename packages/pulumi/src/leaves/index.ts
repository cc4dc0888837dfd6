export { connectionLeafKind } from './connection-leaves';
export { knownOutput, outputAfter } from './known-output';
export { isLeaf, type KindOf, leavesOf, type Path } from './leaf';
export { leafyOutput, treeOf } from './leafy-output';
export { knownProblems, lift } from './lift';
export { knownValues, type OpenTree, openTree } from './open-tree';
export { engineSecret, sealed } from './sealed';
export type { LeafKind } from './stand-in';
