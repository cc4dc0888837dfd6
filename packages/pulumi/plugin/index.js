'use strict';
// What the engine starts for `pulumi package add`. The name is said: else it would be that of an npm package, without its scope.
// The SDK's analyser reads index.ts beside this file, wherever the package is installed. It needs TypeScript 5 or newer.
const path = require('node:path');
const { ComponentResource } = require('@pulumi/pulumi');
const { componentProviderHost } = require('@pulumi/pulumi/provider/experimental');
const exported = require('@alloydb-gke/pulumi');
const { version } = require('@alloydb-gke/pulumi/package.json');

const components = Object.values(exported).filter((one) => typeof one === 'function' && one.prototype instanceof ComponentResource);
const dirname = path.join(path.dirname(require.resolve('@alloydb-gke/pulumi/package.json')), 'plugin');
module.exports = componentProviderHost({ name: 'alloydb-gke', version, components, dirname });
