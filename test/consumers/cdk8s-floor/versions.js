const version = (name) => `${name} ${require(`${name}/package.json`).version}`;

process.stdout.write(`${version('cdk8s')}, ${version('constructs')}\n`);
