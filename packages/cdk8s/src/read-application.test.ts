import { Connection } from '@alloydb-gke/core';
import { describe, expect, it } from 'vitest';
import { readApplication } from './read-application';

const connection = Connection.of({
  auth: 'iam',
  databaseName: 'shop',
  instances: { primary: 'projects/my-project/locations/us-central1/clusters/shop/instances/primary' },
  identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
});
const image = 'example.com/orders:1.4.2';

/** The whole message of what goes wrong. */
function refusal(props: object): string {
  try {
    readApplication({ connection, image, ...props }, 'orders');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'nothing went wrong';
}

describe('the properties of an application', () => {
  it('have to be there', () => {
    expect(() => readApplication(undefined, 'orders')).toThrow(
      'orders: undefined is not an object. Write an object with the fields connection,',
    );
    expect(refusal({ connection: undefined, image: undefined })).toBe(
      [
        '2 problems:',
        '  - orders: The field "connection" is missing. Set "connection", a Connection, made with Connection.of({ … }) or Connection.parse(document).',
        '  - orders: The field "image" is missing. Set "image", the image of the application.',
      ].join('\n'),
    );
  });

  it.each([
    [{ replica: 3 }, 'orders: There is no field "replica" here. Did you mean "replicas"?'],
    [{ replicas: '3' }, 'orders.replicas: "3" is not a whole number of at least 0. Put a whole number of at least 0 here.'],
    [{ port: '80' }, 'orders.port: "80" is not a whole number from 1 to 65535. Put a whole number from 1 to 65535 here.'],
    [{ port: 65536 }, 'orders.port: 65536 is not a whole number from 1 to 65535. Put a whole number from 1 to 65535 here.'],
    [{ name: 5 }, 'orders.name: 5 is not text. Put text here.'],
    [{ image: 5 }, 'orders.image: 5 is not text. Put text here.'],
    [{ allowMovingTag: 'yes' }, 'orders.allowMovingTag: "yes" is not true or false. Put true or false here.'],
    [{ adoptServiceAccount: 'no' }, 'orders.adoptServiceAccount: "no" is not true or false. Put true or false here.'],
    [
      { connection: { auth: 'iam' } },
      'orders.connection: {"auth":"iam"} is not a Connection. Make one with Connection.of({ … }) or Connection.parse(document).',
    ],
    [{ resources: [1] }, 'orders.resources: [1] is not an object. Put an object here.'],
    [{ securityContext: 'x' }, 'orders.securityContext: "x" is not an object. Put an object here.'],
    [{ container: [1] }, 'orders.container: [1] is not an object. Put an object here.'],
    [{ podSpec: 'ab' }, 'orders.podSpec: "ab" is not an object. Put an object here.'],
    [{ proxy: 'x' }, 'orders.proxy: "x" is not an object. Put an object here.'],
    [{ defaults: { label: {} } }, 'orders.defaults: There is no field "label" here. Did you mean "labels"?'],
    [
      { proxy: { connection } },
      'orders.proxy.connection: "proxy" sets connection, which the application has already. Set connection of the application.',
    ],
  ])('are refused where they cannot be right: %j', (props, message) => {
    expect(refusal(props)).toBe(message);
  });

  it('are refused all at once', () => {
    expect(refusal({ replica: 3, port: '80', container: 'x' })).toMatch(/^3 problems:/);
  });
});

describe('the variables of an application', () => {
  it('have names and texts, which are never shown', () => {
    const message = refusal({ variables: { 'C D': 'hunter2', PIN: 4711 } });
    expect(message).toBe(
      [
        '2 problems:',
        '  - orders.variables: "C D" cannot be the name of a variable. Use letters, digits, "_", "-" and ".", without a digit at the start.',
        '  - orders.variables: The value of the variable "PIN" is not text. Put text here. A variable that comes from a Secret or a ConfigMap belongs in container.env, with valueFrom.',
      ].join('\n'),
    );
    expect(refusal({ variables: 'x' })).toBe('orders.variables: "x" is not an object of variables. Put an object of variables here.');
  });
});

describe("the fields of the application's container and pod", () => {
  it('that have a property of their own are refused with its name', () => {
    expect(refusal({ container: { name: 'web', image }, podSpec: { containers: [], serviceAccountName: 'x' } })).toBe(
      [
        '4 problems:',
        '  - orders.container.name: "container" sets the field "name", which is "app" in every application. Leave it out.',
        '  - orders.container.image: "container" sets the field "image", which follows from "image". Use "image" for it.',
        '  - orders.podSpec.containers: "podSpec" sets the field "containers", which follows from "image" and "container". Use "container" for it, or attach an AuthProxy to a Deployment of your own.',
        '  - orders.podSpec.serviceAccountName: "podSpec" sets the field "serviceAccountName", which follows from the connection. Set identity.kubernetesServiceAccount of the connection for it.',
      ].join('\n'),
    );
  });

  it('are only their own, whatever every object inherits', () => {
    expect(refusal({ container: { constructor: 1 } })).toBe('nothing went wrong');
  });

  it('list variables and ports as Kubernetes does', () => {
    const env = [null, { name: 'A', value: 1 }, { name: 'B', value: 'x', valueFrom: {} }, { name: 'C' }, { name: 'D', value: 'x' }];
    expect(refusal({ container: { env, ports: [{ containerPort: '80' }, { containerPort: 80 }] } })).toBe(
      [
        '4 problems:',
        '  - orders.container.env[0]: This is not a variable of a container. Write { name: "…", value: "…" } or { name: "…", valueFrom: { … } }.',
        '  - orders.container.env[1]: This is not a variable of a container. Write { name: "…", value: "…" } or { name: "…", valueFrom: { … } }.',
        '  - orders.container.env[2]: This is not a variable of a container. Write { name: "…", value: "…" } or { name: "…", valueFrom: { … } }.',
        '  - orders.container.ports[0]: This is not a port of a container. Write { containerPort: … } with a number from 1 to 65535.',
      ].join('\n'),
    );
    expect(refusal({ container: { env: 'A=1' } })).toBe('orders.container.env: "A=1" is not a list. Put a list here.');
  });
});
