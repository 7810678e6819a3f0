/**
 * Opens a form that this browser has not used before. It sends the request while the script that shows the form is still loading.
 * Nothing uses the open key before a person wants to see the form (docs/decisions/0048).
 */
import { openFormRoute } from '../../contracts/open-form-route.ts'
import { siteNameMetaName } from '../../contracts/site-name-meta.ts'
import { isFramed } from '../shared/embedding-host.ts'
import { type RawReply, sendRequest } from '../shared/send-request.ts'
import type { VisitorLink } from '../shared/visitor-link.ts'
import { type BrowserStorage, canStore } from './browser-storage.ts'
import { markedBrowserProblem } from './document-state.ts'
import { createVisitorRecord, type NewVisitorRecord, recordNameOf, storeVisitorRecord } from './new-visitor-record.ts'
import type { PageFailure } from './page-failure.ts'
import type { PageLanguage } from './page-language.ts'
import { readLink } from './read-link.ts'
import { showStart } from './start-screen.ts'
import { observeFrameView, whenVisible } from './when-visible.ts'

export interface FormOpeningPorts {
  readonly language: PageLanguage
  readonly storage: BrowserStorage
  readonly failure: PageFailure
}

export interface FormOpening {
  readonly link: VisitorLink
  readonly record: NewVisitorRecord
  /** The reply of open-form, which is not checked yet. */
  readonly reply: Promise<RawReply | undefined>
}

/** Returns the site's name in the document, or the service's host name for an unknown site. */
const siteName = (): string =>
  document.querySelector(`meta[name="${siteNameMetaName}"]`)?.getAttribute('content') || location.hostname

/** Resolves when a person presses *Open the form*, or, in a frame, when a person can see the frame. */
export const waitForPerson = async ({
  language,
  storage,
}: Pick<FormOpeningPorts, 'language' | 'storage'>): Promise<void> => {
  const loading = language.load()
  if (isFramed()) return whenVisible({ document, observeView: observeFrameView })
  const messages = await loading
  return new Promise((open) => showStart(messages, { siteName: siteName(), isStored: canStore(storage), open }))
}

/**
 * Opens the form when a person wants to see it. Returns undefined if this browser has a record of the link, or if there is a reason
 * not to open the form. The caller must then decide what to show.
 */
export const openNewForm = async ({
  language,
  storage,
  failure,
}: FormOpeningPorts): Promise<FormOpening | undefined> => {
  const link = markedBrowserProblem() === undefined ? readLink() : undefined
  if (link === undefined) return undefined
  const name = await recordNameOf(link.openKey)
  const hasRecord = () => storage.read(name) !== undefined
  if (hasRecord()) return undefined
  await waitForPerson({ language, storage })
  // Another tab may have opened the form in the meantime.
  if (hasRecord()) return undefined
  const record = createVisitorRecord(Date.now())
  storeVisitorRecord(storage, name, record)
  failure.markKeyUsed()
  const body = { openKey: link.openKey, visitorSecret: record.visitorSecret }
  return { link, record, reply: sendRequest(openFormRoute, { path: {}, body }) }
}
