/**
 * What the visitor's browser remembers of a form, so that a reload, going back or a closed frame resumes it: the visitor
 * secret, under the hash of the open key, until the form's own end. Never an answer.
 */
import * as z from 'zod/mini'
import { encodeBase64url } from '../../contracts/base64url.ts'
import { FormId, Locale, Timestamp } from '../../contracts/identifiers.ts'
import { VisitorSecret } from '../../contracts/one-time-key.ts'

const prefix = 'sealform/visitor/'

/** A form can be extended to 24 hours from its opening and no longer. */
const longestLifeMilliseconds = 24 * 60 * 60 * 1000

const StoredRecord = z.strictObject({
  visitorSecret: VisitorSecret,
  /** Absent until the form was opened. */
  formId: z.optional(FormId),
  /** Of the form, so that what is left to say after its end is said in the same language. */
  locale: z.optional(Locale),
  madeAt: Timestamp,
})
type StoredRecord = z.infer<typeof StoredRecord>

const parse = (text: string | null): StoredRecord | undefined => {
  try {
    return text === null ? undefined : StoredRecord.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

const isOver = ({ madeAt }: StoredRecord, now: number) => Date.parse(madeAt) + longestLifeMilliseconds <= now

const storageKey = async (openKey: string) => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(openKey))
  return prefix + encodeBase64url(new Uint8Array(hash))
}

export interface VisitorRecord {
  readonly visitorSecret: VisitorSecret
  readonly formId: FormId | undefined
  readonly locale: Locale | undefined
  /** False when the browser refuses storage: then the page has to stay open, and says so. */
  readonly isKept: boolean
  /** A form that has been submitted says no more in which language it was. */
  opened(formId: FormId, locale?: Locale): void
  forget(): void
}

/** Finds the record of this open key, or makes one; deletes those of forms that are over. */
export const recallVisitor = async (
  openKey: string,
  storage: Storage | undefined,
  now: number,
): Promise<VisitorRecord> => {
  const key = await storageKey(openKey)
  const found = parse(storage?.getItem(key) ?? null)
  const record: StoredRecord =
    found !== undefined && !isOver(found, now)
      ? found
      : {
          visitorSecret: VisitorSecret.parse(encodeBase64url(crypto.getRandomValues(new Uint8Array(32)))),
          madeAt: new Date(now).toISOString(),
        }

  const keep = (kept: StoredRecord): boolean => {
    try {
      storage?.setItem(key, JSON.stringify(kept))
      return storage !== undefined
    } catch {
      return false
    }
  }

  for (const other of Object.keys(storage ?? {}).filter((name) => name.startsWith(prefix))) {
    const stored = parse(storage?.getItem(other) ?? null)
    if (stored === undefined || isOver(stored, now)) storage?.removeItem(other)
  }

  return {
    visitorSecret: record.visitorSecret,
    formId: record.formId,
    locale: record.locale,
    isKept: keep(record),
    opened: (formId, locale = record.locale) =>
      void keep({ ...record, formId, ...(locale !== undefined && { locale }) }),
    forget: () => storage?.removeItem(key),
  }
}
