/** Renders the reference of the API: one HTML document without scripts, from the OpenAPI and the AsyncAPI document. */

import { isJson, type Json } from '../../../../contracts/documentation/json-schemas.ts'
import { asyncApiPath } from '../../../../contracts/documentation/openapi.ts'
import { escapeHtml, type LinkOf, markdown } from './html.ts'
import { operationHtml, operationsOf } from './operation-html.ts'
import { schemaHtml } from './schema-html.ts'

export interface ReferenceSource {
  readonly openApi: Json
  readonly asyncApi: Json
  /** The `link` elements of the style sheet and the icon. */
  readonly head: string
}

const at = (value: unknown, ...names: readonly string[]): Json => {
  let part: unknown = value
  for (const name of names) part = isJson(part) ? part[name] : undefined
  return isJson(part) ? part : {}
}

/** Returns where the page explains a name: an operation or a schema. */
const linksTo = (operations: ReturnType<typeof operationsOf>, schemas: Json): LinkOf => {
  const ids = new Set(operations.map(({ operation }) => operation.operationId))
  return (name) => {
    if (ids.has(name)) return `#${name}`
    return Object.hasOwn(schemas, name) ? `#schema-${name}` : undefined
  }
}

export const renderReference = ({ openApi, asyncApi, head }: ReferenceSource): string => {
  const operations = operationsOf(openApi)
  const schemas = { ...at(openApi, 'components', 'schemas'), ...at(asyncApi, 'components', 'schemas') }
  const linkOf = linksTo(operations, schemas)
  const tags = Array.isArray(openApi.tags) ? openApi.tags.filter(isJson) : []
  const groups = tags.map(({ name, description }) => ({
    name: String(name),
    description: String(description),
    operations: operations.filter(({ operation }) => Array.isArray(operation.tags) && operation.tags.includes(name)),
  }))
  const groupNavigation = groups
    .map(
      ({ name, operations: ofGroup }) =>
        `<li><a href="#tag-${name}">${name}</a><ul>${ofGroup.map(({ operation }) => `<li><a href="#${operation.operationId}">${operation.operationId}</a></li>`).join('')}</ul></li>`,
    )
    .join('\n')
  const groupSections = groups
    .map(
      ({ name, description, operations: ofGroup }) => `<section id="tag-${name}">
<h2>${name}</h2>
${markdown(description, linkOf)}
${ofGroup.map((each) => operationHtml(each, linkOf)).join('\n')}
</section>`,
    )
    .join('\n')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sealform API reference</title>
${head}
</head>
<body class="reference">
<a class="skip" href="#introduction">Skip to the content</a>
<header><h1>Sealform API reference</h1>
<p>Version ${escapeHtml(String(at(openApi, 'info').version))}. As a document: <a href="/v1/openapi.json">OpenAPI</a>, <a href="${asyncApiPath}">AsyncAPI</a>.</p></header>
<nav aria-label="Contents">
<ul>
<li><a href="#introduction">Introduction</a></li>
<li><a href="#sign-in">Access tokens</a></li>
${groupNavigation}
<li><a href="#messages">Messages</a></li>
<li><a href="#schemas">Schemas</a></li>
</ul>
</nav>
<main>
<section id="introduction">
<h2>Introduction</h2>
${markdown(String(at(openApi, 'info').description), linkOf)}
</section>
<section id="sign-in">
<h2>Access tokens</h2>
${Object.values(at(openApi, 'components', 'securitySchemes'))
  .filter(isJson)
  .map(({ description }) => markdown(String(description), linkOf))
  .join('\n')}
</section>
${groupSections}
<section id="messages">
<h2>Messages</h2>
${markdown(String(at(asyncApi, 'info').description), linkOf)}
${Object.values(at(asyncApi, 'channels'))
  .filter(isJson)
  .map(
    ({ title, address, description }) =>
      `<h3>${escapeHtml(String(title))}</h3>\n<p class="route"><code>${escapeHtml(String(address))}</code></p>\n${markdown(String(description), linkOf)}`,
  )
  .join('\n')}
</section>
<section id="schemas">
<h2>Schemas</h2>
${Object.entries(schemas)
  .sort(([one], [other]) => (one < other ? -1 : 1))
  .map(([name, schema]) => schemaHtml(name, schema, linkOf))
  .join('\n')}
</section>
</main>
</body>
</html>
`
}
