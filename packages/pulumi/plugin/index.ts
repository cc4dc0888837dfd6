// What the SDK's analyser reads in place of index.js.
export * from '../src';
