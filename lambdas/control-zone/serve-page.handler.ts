import { dynamoDbRecords } from '../adapters/dynamodb/records.ts'
import type { Dependencies, ProcessPorts } from '../adapters/process/dependencies.ts'
import { dependenciesFrom, embeddingOriginsFrom, signInSettingsFrom } from '../adapters/process/environment.ts'
import { lazyHandler } from '../http/lazy-handler.ts'
import { pageHandler } from '../http/page-handler.ts'
import { documentFetcher } from '../identity/fetch-document.ts'
import { adminSignIn } from './admin-sign-in.ts'
import { builtDocuments } from './built-documents.ts'
import { type ServePagePorts, servePage } from './serve-page.ts'

export const withPorts = (ports: ProcessPorts & ServePagePorts) => pageHandler(servePage(ports), ports)

export const compose = (dependencies: Dependencies, pages: Omit<ServePagePorts, 'records'>) =>
  withPorts({ ...dependencies, ...pages, records: dynamoDbRecords(dependencies) })

export const handler = lazyHandler(() => {
  const dependencies = dependenciesFrom(process.env)
  const signIn = signInSettingsFrom(process.env)
  return compose(dependencies, {
    documents: builtDocuments,
    embeddingOrigins: embeddingOriginsFrom(process.env),
    signIn: signIn && adminSignIn(signIn, { ...dependencies, fetchDocument: documentFetcher() }),
  })
})
