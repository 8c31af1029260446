// Asks the server everything a client asks, with the two TypeScript SDKs; prints what came back as JSON.
// node ask.mjs '{"url": …, "command": […], "asked": {…}}' in the folder that holds node_modules

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const { url, command, asked } = JSON.parse(process.argv[2]);
const require = createRequire(pathToFileURL(`${process.cwd()}/here.mjs`));
const load = (name) => import(pathToFileURL(require.resolve(name)));

const v1 = await load("@modelcontextprotocol/sdk/client/index.js");
const v1http = await load("@modelcontextprotocol/sdk/client/streamableHttp.js");
const v1stdio = await load("@modelcontextprotocol/sdk/client/stdio.js");
const v1sse = await load("@modelcontextprotocol/sdk/client/sse.js");
const v2 = await load("@modelcontextprotocol/client");
const v2stdio = await load("@modelcontextprotocol/client/stdio");

const [program, ...args] = command;
const pipes = { command: program, args, stderr: "ignore" };
const FIRST = {
  http: () => new v1http.StreamableHTTPClientTransport(new URL(url)),
  stdio: () => new v1stdio.StdioClientTransport(pipes),
  sse: () => new v1sse.SSEClientTransport(new URL("/sse", url)),
};
const SECOND = {
  http: () => new v2.StreamableHTTPClientTransport(new URL(url)),
  stdio: () => new v2stdio.StdioClientTransport(pipes),
};
const KINDS = [
  ["TypeScript SDK v1", "legacy", v1.Client, FIRST],
  ["TypeScript SDK v2", "legacy", v2.Client, SECOND],
  ["TypeScript SDK v2", "auto", v2.Client, SECOND],
];

async function refusal(call) {
  try {
    await call();
  } catch (error) {
    return { code: error.code, message: error.message.replace(/^MCP error -?\d+: /, "") };
  }
  return null;
}

async function all(client) {
  const results = [];
  for (const call of asked.calls) results.push(await client.callTool(call));
  return results;
}

async function ask(client) {
  return {
    tools: (await client.listTools()).tools,
    prompts: (await client.listPrompts()).prompts,
    resources: (await client.listResources()).resources,
    templates: (await client.listResourceTemplates()).resourceTemplates,
    completion: (await client.complete(asked.completion)).completion,
    prompt: await client.getPrompt(asked.prompt),
    call: await client.callTool(asked.call),
    mistake: await client.callTool(asked.mistake),
    read: await client.readResource(asked.read),
    calls: await all(client),
    refusal: await refusal(() => client.getPrompt(asked.refusal)),
  };
}

async function met(mode, Client, open) {
  const client = new Client({ name: "conformance", version: "1" }, mode === "auto" ? { versionNegotiation: { mode } } : {});
  const wire = open();
  let agreed;
  const set = wire.setProtocolVersion?.bind(wire);
  wire.setProtocolVersion = (version) => {
    agreed = version;
    set?.(version);
  };
  try {
    await client.connect(wire);
    const answers = await ask(client);
    return { era: client.getNegotiatedProtocolVersion?.() ?? agreed, answers };
  } catch (error) {
    return { error: String(error) };
  } finally {
    await client.close();
  }
}

const found = [];
for (const [client, mode, Client, transports] of KINDS) {
  for (const [transport, open] of Object.entries(transports)) {
    found.push({ client, mode, transport, ...(await met(mode, Client, open)) });
  }
}
process.stdout.write(JSON.stringify(found), () => process.exit(0));
