/** The groups of operations, in the order of the reference. */
export const tags = {
  Conversations: 'The chat backend opens, transfers and closes conversations. A form belongs to one conversation.',
  Forms: 'An agent sends forms in a conversation that is assigned to them, and follows their state.',
  Visitor:
    'The visitor’s page opens a form and submits the answers. It authenticates with a one-time key and the secret of its browser, in the body.',
  Submissions: 'The sender retrieves the answers, once per key, while the conversation is open.',
  History: 'A person with `secure-form:view-history` reads stored answers of closed conversations.',
  Erasures: 'An administrator erases answers before the end of their retention.',
  Templates: 'A template defines the questions of a form, in several languages. Its versions never change.',
  Site: 'The settings of the site: lifetimes, limits, profiles and embedding origins.',
  People: 'Who may sign in, and with which profile.',
  Audit: 'The audit log of the site. It contains ids and codes, never an answer.',
  Session: 'The sign-in of the caller.',
  Events: 'Events about an agent’s forms over a WebSocket. The messages are in the AsyncAPI document.',
  Contract: 'This document.',
} as const

export type TagName = keyof typeof tags
