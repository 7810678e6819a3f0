#!/usr/bin/env node
/**
 * The command with which the end-to-end tests get tokens and sites of a deployed stage: asks the token server and
 * prints its reply.
 */
const [kind = '', wanted] = process.argv.slice(2)
const body = JSON.stringify(wanted === undefined ? [kind] : [kind, JSON.parse(wanted)])
const response = await fetch(process.env.SEALFORM_TOKEN_SERVER ?? '', { method: 'POST', body })
const text = await response.text()
if (!response.ok) throw new Error(text)
process.stdout.write(text)
