export { connectionLeafKind } from './connection-leaves';
export { knownOutput, outputAfter } from './known-output';
export { isLeaf, type KindOf, leavesOf, type Path } from './leaf';
export { leafyOutput, treeOf } from './leafy-output';
export { knownProblems, lift } from './lift';
export { knownValues, openTree } from './open-tree';
export type { LeafKind } from './stand-in';
