/**
 * The record of a form in the visitor's browser, stored under the hash of the open key. Until the form ends, the record contains
 * the visitor secret, so that the form can be resumed after the page was reloaded, left or closed. Afterwards, the record
 * contains only how the form ended, so that a reload shows the end again without a request. The record is kept for at most 24
 * hours and never contains an answer.
 */
import * as z from 'zod/mini'
import { FormId, Locale, Timestamp } from '../../contracts/identifiers.ts'
import { VisitorSecret } from '../../contracts/one-time-key.ts'
import { EndedForm, SubmittedForm } from '../../contracts/visitor-form.ts'
import type { BrowserStorage } from './browser-storage.ts'
import {
  createVisitorRecord,
  type NewVisitorRecord,
  recordNameOf,
  recordPrefix,
  storeVisitorRecord,
} from './new-visitor-record.ts'

/** The maximum age of a record in milliseconds. A form cannot be extended beyond 24 hours after its opening. */
const longestLifeMilliseconds = 24 * 60 * 60 * 1000

const common = {
  /** The form's language, for the messages that are shown after its end. */
  locale: z.optional(Locale),
  madeAt: Timestamp,
}

/** How a form ended: with or without a receipt. It contains no secret. */
const FormEnd = z.union([
  SubmittedForm,
  EndedForm,
  /** An end for which the service gives no reason. The form was sent again, opened in another browser, or erased. */
  z.strictObject({ status: z.literal('over') }),
])
export type FormEnd = z.infer<typeof FormEnd>

const OpenRecord = z.strictObject({
  ...common,
  visitorSecret: VisitorSecret,
  /** The form's id. Absent until the form is opened. */
  formId: z.optional(FormId),
})
type OpenRecord = z.infer<typeof OpenRecord>
const StoredRecord = z.union([OpenRecord, z.strictObject({ ...common, end: FormEnd })])
type StoredRecord = z.infer<typeof StoredRecord>

const parse = (text: string | undefined): StoredRecord | undefined => {
  try {
    return text === undefined ? undefined : StoredRecord.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

const isTooOld = ({ madeAt }: StoredRecord, now: number) => Date.parse(madeAt) + longestLifeMilliseconds <= now

export interface VisitorRecord {
  readonly visitorSecret: VisitorSecret
  readonly formId: FormId | undefined
  readonly locale: Locale | undefined
  readonly madeAt: string
  /** False if the browser does not keep the record. The page must then stay open, and shows a notice. */
  readonly isStored: boolean
  markOpened(formId: FormId, locale: Locale): void
  /**
   * Records the end that the service has reported, and deletes the visitor secret. If another tab has recorded an end earlier,
   * keeps that end.
   */
  markEnded(end: FormEnd): void
  forget(): void
}

export interface EndedRecord {
  readonly end: FormEnd
  readonly locale: Locale | undefined
}

/** Returns true if this browser has a record of this open key: it has used the key before. Stores nothing. */
export const hasVisitorRecord = async (openKey: string, storage: BrowserStorage, now: number): Promise<boolean> => {
  const record = parse(storage.read(await recordNameOf(openKey)))
  return record !== undefined && !isTooOld(record, now)
}

/**
 * Loads or creates the record of this open key. `created` is the record that this page has already created. Deletes all records that
 * are a day old.
 */
export const loadVisitorRecord = async (
  openKey: string,
  storage: BrowserStorage,
  now: number,
  created?: NewVisitorRecord,
): Promise<VisitorRecord | EndedRecord> => {
  const key = await recordNameOf(openKey)
  const readRecord = (name: string) => parse(storage.read(name))

  for (const name of storage.names().filter((name) => name.startsWith(recordPrefix))) {
    const other = readRecord(name)
    if (other === undefined || isTooOld(other, now)) storage.remove(name)
  }

  const existing = readRecord(key)
  if (existing !== undefined && 'end' in existing) return { end: existing.end, locale: existing.locale }
  let record: OpenRecord =
    created === undefined && existing !== undefined ? existing : OpenRecord.parse(created ?? createVisitorRecord(now))

  const save = (updated: StoredRecord): boolean => storeVisitorRecord(storage, key, updated)

  return {
    visitorSecret: record.visitorSecret,
    formId: record.formId,
    locale: record.locale,
    madeAt: record.madeAt,
    isStored: save(record),
    markOpened: (formId, locale) => {
      record = { ...record, formId, locale }
      save(record)
    },
    markEnded: (end) => {
      const latest = readRecord(key)
      if (latest !== undefined && 'end' in latest) return
      storage.remove(key)
      const { locale, madeAt } = record
      save({ end, madeAt, ...(locale !== undefined && { locale }) })
    },
    forget: () => storage.remove(key),
  }
}
