import * as z from 'zod/mini'
import { foundAmong } from '../../lambdas/core/records/records.ts'
import {
  DataKeyRecord,
  SubmissionRecord,
  type VaultFound,
  type VaultRecords,
  type VaultWanted,
} from '../../lambdas/pci-zone/vault/submissions.ts'
import { keyOf, type Tables } from './tables.ts'

const lookUp = (tables: Tables, wanted: VaultWanted) => ({
  site: wanted.site && tables.sites.get(wanted.site),
  person: wanted.person && tables.people.get(keyOf.person(wanted.person)),
  session: wanted.session === undefined ? undefined : tables.sessions.get(wanted.session),
  conversation: wanted.conversation && tables.conversations.get(keyOf.conversation(wanted.conversation)),
  form: wanted.form && tables.forms.get(wanted.form),
  followed: wanted.followed && tables.forms.get(wanted.followed),
  key: wanted.key === undefined ? undefined : tables.keys.get(wanted.key),
  template:
    wanted.template &&
    tables.templates.get(keyOf.template(wanted.template.siteId, wanted.template.templateId, wanted.template.version)),
  submission:
    wanted.submission && parsed(SubmissionRecord, tables.submissions.get(wanted.submission), wanted.submission),
  dataKey: wanted.dataKey && parsed(DataKeyRecord, tables.dataKeys.get(wanted.dataKey), wanted.dataKey),
})

const malformed = 'malformed'

/** The row under the id, if it is a record of this id. */
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
  async read(wanted): Promise<VaultFound> {
    const { submission, dataKey, ...found } = lookUp(tables, wanted)
    return {
      ...foundAmong(found),
      ...(submission && submission !== malformed && { submission }),
      ...(dataKey && dataKey !== malformed && { dataKey }),
      ...((submission === malformed || dataKey === malformed) && { isMalformed: true }),
    }
  },
})
