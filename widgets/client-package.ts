/**
 * `sealform/client`: the package for agent desktops and chat backends that do not use Sealform's pages. It exports the protocol
 * with its client, and the functions that an agent's tab needs to ask off-the-record questions and to open their answers.
 */
export type { Call, CallResult, Client } from '../contracts/client.ts'
export type { EventMessage } from '../contracts/events.ts'
export { contextHash } from '../contracts/form-context.ts'
export { maskAnswer } from '../contracts/masking.ts'
export { type Problem, type RefusalCode, refusals } from '../contracts/problem.ts'
export { protocol, type StepName } from '../contracts/protocol.ts'
export { receiptNumber } from '../contracts/receipt-number.ts'
export { CallFailure, type CallFailureCode } from './client/call-failure.ts'
export type { EventsOptions } from './client/connect-events.ts'
export {
  type AccessTokenOption,
  createClient,
  type SealformClient,
  type SealformClientSettings,
} from './client/create-client.ts'
export type { Method, MethodInput, Methods } from './client/method-types.ts'
export { type AgentSealingKey, CannotOpen, createSealingKey, type SeenForm } from './shared/agent-sealing-key.ts'
export { withFingerprint } from './shared/visitor-link.ts'
