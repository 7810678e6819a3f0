/** The operations of the reference. */
import { isJson, type Json } from '../../../../contracts/documentation/json-schemas.ts'
import { escapeHtml, type LinkOf, markdown } from './html.ts'
import { typeHtml } from './schema-html.ts'

export interface Operation {
  readonly path: string
  readonly method: string
  readonly operation: Json
}

/** Returns the operations of an OpenAPI document, in its order. */
export const operationsOf = (document: Json): readonly Operation[] =>
  Object.entries(isJson(document.paths) ? document.paths : {}).flatMap(([path, methods]) =>
    Object.entries(isJson(methods) ? methods : {}).flatMap(([method, operation]) =>
      isJson(operation) ? [{ path, method, operation }] : [],
    ),
  )

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isJson) : [])

/** Returns the content of a body or a response, of which there is one media type. */
const contentOf = (body: unknown): Json | undefined => {
  if (!isJson(body) || !isJson(body.content)) return undefined
  return Object.values(body.content).find(isJson)
}

const exampleHtml = (example: unknown): string =>
  example === undefined
    ? ''
    : `<details><summary>Example</summary><pre>${escapeHtml(JSON.stringify(example, undefined, 2))}</pre></details>`

const parametersHtml = (parameters: readonly Json[], linkOf: LinkOf): string =>
  parameters.length === 0
    ? ''
    : `<h4>Parameters</h4>
<table>
<thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>
<tbody>
${parameters
  .map(
    ({ name, in: place, required, schema, description }) =>
      `<tr><th scope="row"><code>${escapeHtml(String(name))}</code>${required === true ? '' : ' <span class="quiet">optional</span>'}</th><td>${escapeHtml(String(place))}</td><td>${typeHtml(schema, linkOf)}</td><td>${markdown(String(description), linkOf)}</td></tr>`,
  )
  .join('\n')}
</tbody>
</table>`

const bodyHtml = (body: unknown, linkOf: LinkOf): string => {
  const content = contentOf(body)
  if (content === undefined) return ''
  return `<h4>Body</h4>
<p>${typeHtml(content.schema, linkOf)}</p>
${exampleHtml(content.example)}`
}

const responsesHtml = (responses: unknown, linkOf: LinkOf): string => `<h4>Responses</h4>
<table>
<thead><tr><th scope="col">Status</th><th scope="col">Meaning</th></tr></thead>
<tbody>
${Object.entries(isJson(responses) ? responses : {})
  .map(([status, response]) => {
    const content = contentOf(response)
    const type = content === undefined ? '' : `<p>${typeHtml(content.schema, linkOf)}</p>`
    const description = isJson(response) ? String(response.description) : ''
    return `<tr><th scope="row">${escapeHtml(status)}</th><td>${markdown(description, linkOf)}${type}${exampleHtml(content?.example)}</td></tr>`
  })
  .join('\n')}
</tbody>
</table>`

/** Returns the section of an operation. */
export const operationHtml = ({ path, method, operation }: Operation, linkOf: LinkOf): string => {
  const { operationId, description, summary, parameters, requestBody, responses } = operation
  const id = escapeHtml(String(operationId))
  return `<article id="${id}">
<h3>${id}</h3>
<p class="route"><strong>${escapeHtml(method.toUpperCase())}</strong> <code>${escapeHtml(path)}</code></p>
<p class="summary">${escapeHtml(String(summary))}</p>
${markdown(String(description), linkOf)}
${parametersHtml(listOf(parameters), linkOf)}
${bodyHtml(requestBody, linkOf)}
${responsesHtml(responses, linkOf)}
</article>`
}
