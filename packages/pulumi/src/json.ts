/**
 * Any JSON value. Pulumi's analyser of components has one type for it, and that is the type of what `JSON.parse` gives.
 */
export type Json = ReturnType<JSON['parse']>;
