/**
 * `sealform/client`: what agent desktops and chat backends need that do without our pages. The steps of the protocol and their
 * client; what an agent's tab needs to ask off-the-record questions and to open the answers.
 */
export { type Call, type CallResult, type Client, type ClientSettings, createClient } from '../contracts/client.ts'
export { contextHash } from '../contracts/form-context.ts'
export { maskAnswer } from '../contracts/masking.ts'
export { type Problem, type RefusalCode, refusals } from '../contracts/problem.ts'
export { protocol, type StepName } from '../contracts/protocol.ts'
export { type AgentSealingKey, CannotOpen, createSealingKey, type SeenForm } from './shared/agent-sealing-key.ts'
export { withFingerprint } from './shared/visitor-link.ts'
