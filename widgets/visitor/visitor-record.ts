/**
 * What the visitor's browser remembers of a form, under the hash of the open key. Until the form's own end the visitor secret,
 * so that a reload, going back or a closed frame resumes it; from then on only how it ended, so that a reload says that again
 * and asks nobody. Either for at most 24 hours, and never an answer.
 */
import * as z from 'zod/mini'
import { encodeBase64url } from '../../contracts/base64url.ts'
import { FormId, Locale, Timestamp } from '../../contracts/identifiers.ts'
import { VisitorSecret } from '../../contracts/one-time-key.ts'
import { EndedForm, SubmittedForm } from '../../contracts/visitor-form.ts'

const prefix = 'sealform/visitor/'

/** A form can be extended to 24 hours from its opening and no longer. */
const longestLifeMilliseconds = 24 * 60 * 60 * 1000

const common = {
  /** Of the form, so that what is left to say after its end is said in the same language. */
  locale: z.optional(Locale),
  madeAt: Timestamp,
}

/** How a form ended: the receipt, or that there is none. Nothing in it opens anything. */
const FormEnd = z.union([
  SubmittedForm,
  EndedForm,
  /** The service does not say how: it was sent again, opened in another browser, or erased. */
  z.strictObject({ status: z.literal('over') }),
])
export type FormEnd = z.infer<typeof FormEnd>

const OpenRecord = z.strictObject({
  ...common,
  visitorSecret: VisitorSecret,
  /** Absent until the form was opened. */
  formId: z.optional(FormId),
})
type OpenRecord = z.infer<typeof OpenRecord>
const StoredRecord = z.union([OpenRecord, z.strictObject({ ...common, end: FormEnd })])
type StoredRecord = z.infer<typeof StoredRecord>

const parse = (text: string | null): StoredRecord | undefined => {
  try {
    return text === null ? undefined : StoredRecord.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

const isTooOld = ({ madeAt }: StoredRecord, now: number) => Date.parse(madeAt) + longestLifeMilliseconds <= now

const storageKey = async (openKey: string) => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(openKey))
  return prefix + encodeBase64url(new Uint8Array(hash))
}

export interface VisitorRecord {
  readonly visitorSecret: VisitorSecret
  readonly formId: FormId | undefined
  readonly locale: Locale | undefined
  /** False when the browser refuses storage: then the page has to stay open, and says so. */
  readonly isStored: boolean
  markOpened(formId: FormId, locale: Locale): void
  /** The service has said so. The visitor secret is deleted; what another tab has found out before counts. */
  markEnded(end: FormEnd): void
  forget(): void
}

export interface EndedRecord {
  readonly end: FormEnd
  readonly locale: Locale | undefined
}

/** Finds the record of this open key, or makes one; deletes those that are a day old. */
export const loadVisitorRecord = async (
  openKey: string,
  storage: Storage | undefined,
  now: number,
): Promise<VisitorRecord | EndedRecord> => {
  const key = await storageKey(openKey)
  const readRecord = (name: string) => parse(storage?.getItem(name) ?? null)

  for (const name of Object.keys(storage ?? {}).filter((name) => name.startsWith(prefix))) {
    const other = readRecord(name)
    if (other === undefined || isTooOld(other, now)) storage?.removeItem(name)
  }

  const existing = readRecord(key)
  if (existing !== undefined && 'end' in existing) return { end: existing.end, locale: existing.locale }
  let record: OpenRecord = existing ?? {
    visitorSecret: VisitorSecret.parse(encodeBase64url(crypto.getRandomValues(new Uint8Array(32)))),
    madeAt: new Date(now).toISOString(),
  }

  const save = (updated: StoredRecord): boolean => {
    try {
      storage?.setItem(key, JSON.stringify(updated))
      return storage !== undefined
    } catch {
      return false
    }
  }

  return {
    visitorSecret: record.visitorSecret,
    formId: record.formId,
    locale: record.locale,
    isStored: save(record),
    markOpened: (formId, locale) => {
      record = { ...record, formId, locale }
      save(record)
    },
    markEnded: (end) => {
      const latest = readRecord(key)
      if (latest !== undefined && 'end' in latest) return
      storage?.removeItem(key)
      const { locale, madeAt } = record
      save({ end, madeAt, ...(locale !== undefined && { locale }) })
    },
    forget: () => storage?.removeItem(key),
  }
}
