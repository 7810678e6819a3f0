/** Values that the examples of several operations share, so that they describe the same form. */
export const example = {
  siteId: 'acme',
  conversationId: 'chat-4711',
  agentId: 'agent-7',
  visitorRef: 'customer-2093',
  formId: '0b0f3c1e-4d2a-4c5b-9e8f-7a6d5c4b3a21',
  earlierFormId: '5f7c2d90-1b3e-4a6c-8d2f-0e9b8a7c6d51',
  submissionId: '9c1d2e3f-4a5b-4c6d-8e7f-1a2b3c4d5e6f',
  erasureId: '3e2d1c0b-9a8f-4e7d-b6c5-d4e3f2a1b0c9',
  sentAt: '2026-12-01T09:30:00.000Z',
  openedAt: '2026-12-01T09:31:10.250Z',
  submittedAt: '2026-12-01T09:33:42.118Z',
  expiresAt: '2026-12-01T10:00:00.000Z',
  visitorSecret: 'AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE',
  openKey: 'sfo_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE',
  submitKey: 'sfs_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE',
  retrieveKey: 'sfr_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE',
  ticket: 'sft_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE',
  /** The base point of P-256 (SEC 2, 2.4.2): a valid key whose private key everyone knows. */
  sealingKey: 'BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU',
  etag: '"dGVtcGxhdGUtdmVyc2lvbg"',
  cursor: 'WyJhY21lIGxpc3QtZm9ybXMgY2hhdC00NzExIiwiMTAiXQ',
} as const

/** An answer to a form with the shipped template `bank-account`. The IBAN is the published example of the standard. */
export const bankAnswers = {
  'account-holder': 'Ada Lovelace',
  iban: 'DE89370400440532013000',
  'may-use-account': 'yes',
} as const

export const context = {
  purpose: 'Deposit for booking 2093',
  reference: 'B-2093',
  amount: { value: '120.00', currency: 'EUR' },
} as const
