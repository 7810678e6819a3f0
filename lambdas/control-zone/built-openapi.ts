/**
 * The OpenAPI document. `tools/bundle/bundle.ts` replaces this file with the generated document, so that the function
 * contains neither the generator nor the schemas. In the source tree, the first call generates the document.
 */
import { openApiDocument } from '../../contracts/documentation/openapi.ts'

let generated: ReturnType<typeof openApiDocument> | undefined

export const builtOpenApi = (): ReturnType<typeof openApiDocument> => {
  generated ??= openApiDocument()
  return generated
}
