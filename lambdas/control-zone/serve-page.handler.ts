import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { Outside } from '../adapters/process/dependencies.ts'
import { embeddingOriginsFrom, outsideFrom, signInSettingsFrom } from '../adapters/process/environment.ts'
import { deployed } from '../http/lazy-handler.ts'
import { pageHandler } from '../http/page-handler.ts'
import { builtDocuments } from './built-documents.ts'
import { type ServePagePorts, servePage } from './serve-page.ts'

export const compose = (outside: Outside, pages: Omit<ServePagePorts, 'records'>) =>
  pageHandler(servePage({ ...pages, records: dynamoDbRecords(outside) }), outside)

export const handler = deployed(() =>
  compose(outsideFrom(process.env), {
    documents: builtDocuments,
    embeddingOrigins: embeddingOriginsFrom(process.env),
    signIn: signInSettingsFrom(process.env),
  }),
)
