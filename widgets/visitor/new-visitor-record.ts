/**
 * The record of a form that this browser has not used before. The page stores it before it opens the form. Contains no schema; see
 * visitor-record.ts for the rest.
 */
import { encodeBase64url } from '../../contracts/base64url.ts'
import type { BrowserStorage } from './browser-storage.ts'

export const recordPrefix = 'sealform/visitor/'

/** Returns the name of the record in the browser's storage. It contains only the hash of the open key. */
export const recordNameOf = async (openKey: string): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(openKey))
  return recordPrefix + encodeBase64url(new Uint8Array(hash))
}

export interface NewVisitorRecord {
  readonly visitorSecret: string
  readonly madeAt: string
}

/** Creates a record with a new visitor secret of 256 random bits. */
export const createVisitorRecord = (now: number): NewVisitorRecord => ({
  visitorSecret: encodeBase64url(crypto.getRandomValues(new Uint8Array(32))),
  madeAt: new Date(now).toISOString(),
})

/** Stores a record. Returns true if the browser keeps it. */
export const storeVisitorRecord = (storage: BrowserStorage, name: string, record: object): boolean =>
  storage.write(name, JSON.stringify(record))
