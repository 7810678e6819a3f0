import * as z from 'zod/mini'
import { omitMissingRecords } from '../../lambdas/core/records/records.ts'
import {
  DataKeyRecord,
  type FoundVaultRecords,
  SubmissionRecord,
  type VaultLookup,
  type VaultRecords,
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
  dataKey: lookup.dataKey && parsed(DataKeyRecord, tables.dataKeys.get(lookup.dataKey), lookup.dataKey),
})

const malformed = 'malformed'

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

export const memoryRecords = (tables: Tables): VaultRecords => ({
  async read(lookup): Promise<FoundVaultRecords> {
    const { submission, dataKey, ...found } = lookUp(tables, lookup)
    return {
      ...omitMissingRecords(found),
      ...(submission && submission !== malformed && { submission }),
      ...(dataKey && dataKey !== malformed && { dataKey }),
      ...((submission === malformed || dataKey === malformed) && { isMalformed: true }),
    }
  },
})
