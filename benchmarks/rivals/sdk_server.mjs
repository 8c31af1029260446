// A minimal server of the TypeScript SDK, both protocol eras: one prompt and one tool of four arguments, answered
// with the text of the bare peer. Without arguments it serves its standard input and output, with a port's number
// Streamable HTTP there.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { z } from "zod";

const [, , text, port] = process.argv;
const TEXT = readFileSync(text, "utf-8").split("---\n").slice(2).join("---\n");
const ARGUMENTS = z.object({
  business_nature: z.string(),
  company_size: z.string().optional(),
  budget_range: z.string().optional(),
  technical_requirements: z.string().optional(),
});

function minimal() {
  const server = new McpServer({ name: "minimal", version: "1.0.0" });
  server.registerPrompt("recommend_it_systems", { argsSchema: ARGUMENTS }, () => ({
    messages: [{ role: "user", content: { type: "text", text: TEXT } }],
  }));
  server.registerTool("recommend_it_systems", { inputSchema: ARGUMENTS }, () => ({
    content: [{ type: "text", text: TEXT }],
  }));
  return server;
}

if (port) createServer(toNodeHandler(createMcpHandler(minimal))).listen(Number(port), "127.0.0.1");
else serveStdio(minimal);
