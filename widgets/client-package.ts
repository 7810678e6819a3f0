/**
 * `sealform/client`: the package for agent desktops and chat backends that do not use Sealform's pages. It exports the protocol
 * with its client, and the functions that an agent's tab needs to ask off-the-record questions and to open their answers.
 */
export { type Call, type CallResult, type Client, type ClientSettings, createClient } from '../contracts/client.ts'
export { contextHash } from '../contracts/form-context.ts'
export { maskAnswer } from '../contracts/masking.ts'
export { type Problem, type RefusalCode, refusals } from '../contracts/problem.ts'
export { protocol, type StepName } from '../contracts/protocol.ts'
export { receiptNumber } from '../contracts/receipt-number.ts'
export { type AgentSealingKey, CannotOpen, createSealingKey, type SeenForm } from './shared/agent-sealing-key.ts'
export { withFingerprint } from './shared/visitor-link.ts'
