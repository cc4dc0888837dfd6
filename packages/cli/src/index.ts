export { type ExitCodeName, exitCodes } from './exit-codes';
export { main } from './main';
