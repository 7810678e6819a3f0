import * as z from 'zod/mini'
import type { SubmissionId } from '../../contracts/identifiers.ts'
import { omitMissingRecords } from '../../lambdas/core/records/records.ts'
import {
  DataKeyRecord,
  malformed,
  SubmissionDescription,
  SubmissionRecord,
  type VaultLookup,
  type VaultRecords,
  withVaultRecords,
} from '../../lambdas/pci-zone/vault/submissions.ts'
import { keyOf, type Tables } from './tables.ts'

const lookUp = (tables: Tables, lookup: VaultLookup) => ({
  site: lookup.site && tables.sites.get(lookup.site),
  person: lookup.person && tables.people.get(keyOf.person(lookup.person)),
  session: lookup.session === undefined ? undefined : tables.sessions.get(lookup.session),
  conversation: lookup.conversation && tables.conversations.get(keyOf.conversation(lookup.conversation)),
  form: lookup.form && tables.forms.get(lookup.form),
  followed: lookup.followed && tables.forms.get(lookup.followed),
  key: lookup.key === undefined ? undefined : tables.keys.get(lookup.key),
  template:
    lookup.template &&
    tables.templates.get(keyOf.template(lookup.template.siteId, lookup.template.templateId, lookup.template.version)),
  submission:
    lookup.submission && parsed(SubmissionRecord, tables.submissions.get(lookup.submission), lookup.submission),
  description: lookup.description && described(tables, lookup.description),
  dataKey: lookup.dataKey && parsed(DataKeyRecord, tables.dataKeys.get(lookup.dataKey), lookup.dataKey),
})

/**
 * Returns the row if it is valid and contains the id under which it is stored, otherwise `malformed`. Returns
 * `undefined` if there is no row.
 */
const parsed = <Stored extends { readonly submissionId: string }>(
  schema: z.core.$ZodType<Stored>,
  row: Stored | undefined,
  submissionId: string,
): Stored | typeof malformed | undefined => {
  if (row === undefined) return undefined
  const record = z.safeParse(schema, row)
  return record.success && record.data.submissionId === submissionId ? record.data : malformed
}

/** Returns the row without its ciphertext, which may be malformed. */
const described = (tables: Tables, submissionId: SubmissionId) => {
  const row = tables.submissions.get(submissionId)
  if (row === undefined) return undefined
  const { message: _message, ...description } = row
  return parsed(SubmissionDescription, description, submissionId)
}

export const memoryRecords = (tables: Tables): VaultRecords => ({
  async read(lookup) {
    const { submission, description, dataKey, ...found } = lookUp(tables, lookup)
    return withVaultRecords(omitMissingRecords(found), { submission, description, dataKey })
  },
})
