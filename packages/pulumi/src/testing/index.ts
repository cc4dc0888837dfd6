export { type MockedProgram, type MockedProgramOptions, startMockedProgram } from './mocked-program';
export type { MockedResource } from './output-table';
export { unknownInput } from './read-inputs';
export type { RegisteredResource } from './registered-resource';
