// Shipline's guard, version 0.1.0. Apache-2.0, https://www.apache.org/licenses/LICENSE-2.0
//
// The jobs that deploy call it: `admit` decides whether a candidate may enter an environment, and records it in the
// ledger; `record` and `check` record what became of it; `find` looks up what a promotion or a rollback deploys. It
// needs Node 20 or later and git, and nothing else: no package is installed on the way to an environment.
//
// `shipline compile` writes this file; do not edit it. `shipline compile --check` says whether it is the one of that
// version of Shipline, and the workflows name its digest: compare with `sha256sum .shipline/guard.mjs`.
// It is generated: the checkers of the repository that it lies in have nothing to say about it.
/* eslint-disable */
// @ts-nocheck
import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __require = /* @__PURE__ */ ((x) => typeof require !== "undefined" ? require : typeof Proxy !== "undefined" ? new Proxy(x, {
  get: (a, b) => (typeof require !== "undefined" ? require : a)[b]
}) : x)(function(x) {
  if (typeof require !== "undefined") return require.apply(this, arguments);
  throw Error('Dynamic require of "' + x + '" is not supported');
});
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
var __commonJS = (cb, mod) => function __require2() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// packages/runners/src/errors/run-problem.ts
var runProblem;
var init_run_problem = __esm({
  "packages/runners/src/errors/run-problem.ts"() {
    "use strict";
    runProblem = (code2, path, message2, hint, at) => at === void 0 ? { code: code2, path, message: message2, hint } : { code: code2, path, message: message2, hint, at };
  }
});

// packages/runners/src/ledger/ledger-error.ts
var LedgerError;
var init_ledger_error = __esm({
  "packages/runners/src/ledger/ledger-error.ts"() {
    "use strict";
    LedgerError = class extends Error {
      constructor(problem) {
        super(`${problem.code} ${problem.message}`);
        this.problem = problem;
      }
      problem;
      name = "LedgerError";
    };
  }
});

// packages/runners/src/guard/guard-error.ts
var GuardError, refused, misused;
var init_guard_error = __esm({
  "packages/runners/src/guard/guard-error.ts"() {
    "use strict";
    init_run_problem();
    GuardError = class extends Error {
      constructor(problem, exit) {
        super(`${problem.code} ${problem.message}`);
        this.problem = problem;
        this.exit = exit;
      }
      problem;
      exit;
      name = "GuardError";
    };
    refused = (code2, message2, hint) => new GuardError(runProblem(code2, "", message2, hint), "refused");
    misused = (variable3, why, hint) => new GuardError(
      runProblem(
        "SL6152",
        variable3,
        `${variable3} ${why}`,
        hint ?? "Shipline writes the guard's calls: run `shipline compile` and commit the result."
      ),
      "misused"
    );
  }
});

// when-needed:node:fs
var require_node_fs = __commonJS({
  "when-needed:node:fs"(exports, module) {
    "use strict";
    module.exports = __require("node:fs");
  }
});

// packages/runners/src/guard/input/variables.ts
var needed, given, oneOf;
var init_variables = __esm({
  "packages/runners/src/guard/input/variables.ts"() {
    "use strict";
    init_guard_error();
    needed = (variables, name) => {
      const value = variables[name];
      if (value === void 0 || value === "") throw misused(name, value === void 0 ? "is not set" : "is empty");
      return value;
    };
    given = (variables, name) => {
      const value = variables[name]?.trim();
      return value === void 0 || value === "" ? void 0 : value;
    };
    oneOf = (variables, name, words2) => {
      const value = needed(variables, name);
      const word = words2.find((one) => one === value);
      if (word === void 0) throw misused(name, `is ${JSON.stringify(value)}, and not one of ${words2.join(", ")}`);
      return word;
    };
  }
});

// packages/runners/src/guard/ledger/credentials.ts
var basic, credentials, secretsOf;
var init_credentials = __esm({
  "packages/runners/src/guard/ledger/credentials.ts"() {
    "use strict";
    init_variables();
    basic = ({ user, token }) => Buffer.from(`${user}:${token}`).toString("base64");
    credentials = ({ variables, platform }, server) => {
      if (!/^https?:\/\//.test(server)) return {};
      const header = `http.${server}/.extraheader`;
      const settings2 = [
        ["credential.helper", ""],
        [header, ""],
        [header, `AUTHORIZATION: basic ${basic(platform.login(variables))}`]
      ];
      const before2 = Number(given(variables, "GIT_CONFIG_COUNT") ?? "0");
      return Object.fromEntries([
        ["GIT_CONFIG_COUNT", String(before2 + settings2.length)],
        ...settings2.flatMap(([key, value], index) => [
          [`GIT_CONFIG_KEY_${before2 + index}`, key],
          [`GIT_CONFIG_VALUE_${before2 + index}`, value]
        ])
      ]);
    };
    secretsOf = (logins) => logins.flatMap((login) => [basic(login), login.token]);
  }
});

// packages/runners/src/guard/input/json.ts
var isObject, jsonVariable, reader;
var init_json = __esm({
  "packages/runners/src/guard/input/json.ts"() {
    "use strict";
    init_guard_error();
    init_variables();
    isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
    jsonVariable = (variables, name) => {
      const text2 = needed(variables, name);
      let value;
      try {
        value = JSON.parse(text2);
      } catch {
        throw misused(name, "is not JSON");
      }
      if (!isObject(value)) throw misused(name, "is not a JSON object");
      return value;
    };
    reader = (variable3) => {
      const wrong2 = (path, what) => misused(variable3, `has no ${what} at ${path}`);
      return {
        text: (from, key, path) => {
          const value = from[key];
          if (typeof value !== "string" || value === "") throw wrong2(`${path}.${key}`, "text");
          return value;
        },
        number: (from, key, path) => {
          const value = from[key];
          if (typeof value !== "number" || !(value >= 0)) throw wrong2(`${path}.${key}`, "number");
          return value;
        },
        object: (from, key, path) => {
          const value = from[key];
          if (!isObject(value)) throw wrong2(`${path}.${key}`, "object");
          return value;
        },
        list: (from, key, path) => {
          const value = from[key];
          if (!Array.isArray(value) || !value.every(isObject)) throw wrong2(`${path}.${key}`, "list of objects");
          return value;
        },
        texts: (from, key, path) => {
          const value = from[key];
          if (!Array.isArray(value) || !value.every((one) => typeof one === "string"))
            throw wrong2(`${path}.${key}`, "list of texts");
          return value;
        },
        maybe: (from, key, read2) => from[key] === void 0 || from[key] === null ? void 0 : read2(from, key)
      };
    };
  }
});

// when-needed:node:path
var require_node_path = __commonJS({
  "when-needed:node:path"(exports, module) {
    "use strict";
    module.exports = __require("node:path");
  }
});

// packages/runners/src/guard/refused.ts
var Refused;
var init_refused = __esm({
  "packages/runners/src/guard/refused.ts"() {
    "use strict";
    Refused = class extends Error {
      name = "Refused";
    };
  }
});

// packages/runners/src/guard/summary/markdown.ts
var plain, code, link, table;
var init_markdown = __esm({
  "packages/runners/src/guard/summary/markdown.ts"() {
    "use strict";
    plain = (text2) => text2.replace(/[\p{C}\p{Z}]+/gu, " ").trim().replace(/[^\p{L}\p{M}\p{N} .,/-]|(?<=www)\./giu, (character) => `&#${character.codePointAt(0) ?? 0};`);
    code = (text2) => `<code>${plain(text2)}</code>`;
    link = (text2, url) => url !== void 0 && /^https?:\/\/[\w.:/?=&%~+-]+$/.test(url) ? `[${plain(text2)}](${url})` : plain(text2);
    table = (head, rows) => [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  }
});

// packages/runners/src/guard/summary/proof-table.ts
var marks, proofTable;
var init_proof_table = __esm({
  "packages/runners/src/guard/summary/proof-table.ts"() {
    "use strict";
    init_markdown();
    marks = { passed: "\u2705", failed: "\u274C", inconclusive: "\u2754", errored: "\u2754" };
    proofTable = (proofs) => proofs.length === 0 ? "Nothing has been proved of it." : table(
      ["proof", "verdict", "when", "by", "run"],
      proofs.map(({ proof, verdict, at, by, run: run2 }) => [
        plain(proof),
        `${marks[verdict]} ${verdict}`,
        plain(at),
        plain(by?.name ?? by?.subject ?? ""),
        run2 === void 0 ? "" : link(run2.id, run2.url)
      ])
    );
  }
});

// packages/runners/src/guard/summary/refusal.ts
var reasonLine, refusal, failure;
var init_refusal = __esm({
  "packages/runners/src/guard/summary/refusal.ts"() {
    "use strict";
    init_markdown();
    init_proof_table();
    reasonLine = ({ code: code2, message: message2, hint }) => `- **${code2}** ${plain(message2)}  
  ${plain(hint)}`;
    refusal = (environment, version, reasons, proofs) => [
      `### \u26D4 ${plain(environment)} does not admit ${plain(version)}`,
      reasons.map(reasonLine).join("\n"),
      "What is known of this candidate:",
      proofTable(proofs),
      ""
    ].join("\n\n");
    failure = (command, { code: code2, message: message2, hint }) => [`### \u26D4 Nothing is deployed: ${plain(command)}`, reasonLine({ code: code2, message: message2, hint, path: "" }), ""].join("\n\n");
  }
});

// packages/core/src/ledger/moment.ts
var form, momentOf;
var init_moment = __esm({
  "packages/core/src/ledger/moment.ts"() {
    "use strict";
    form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
    momentOf = (at) => form.test(at) ? Date.parse(at) : Number.NaN;
  }
});

// packages/core/src/ledger/release.ts
var releaseKey;
var init_release = __esm({
  "packages/core/src/ledger/release.ts"() {
    "use strict";
    releaseKey = ({ artifacts, commit }) => artifacts.length === 0 ? `commit:${commit}` : artifacts.map(({ name, digest }) => `${name}@${digest}`).sort().join(" ");
  }
});

// packages/core/src/ledger/evidence.ts
var latestEvidence;
var init_evidence = __esm({
  "packages/core/src/ledger/evidence.ts"() {
    "use strict";
    init_moment();
    latestEvidence = (evidence) => {
      const latest = /* @__PURE__ */ new Map();
      for (const one of evidence) {
        const read2 = momentOf(one.at);
        if (Number.isNaN(read2) && one.verdict === "passed") continue;
        const moment2 = Number.isNaN(read2) ? Number.POSITIVE_INFINITY : read2;
        const known2 = latest.get(one.proof);
        if (known2 === void 0 || known2.moment <= moment2) latest.set(one.proof, { one, moment: moment2 });
      }
      return new Map([...latest].map(([proof, { one }]) => [proof, one]));
    };
  }
});

// packages/core/src/ledger/verified.ts
var most, withResult, withVerified, failedChecks;
var init_verified = __esm({
  "packages/core/src/ledger/verified.ts"() {
    "use strict";
    init_evidence();
    init_moment();
    most = 20;
    withResult = (current, result) => {
      const due = new Set(current.checks);
      const all = [...current.results.filter(({ proof }) => proof !== result.proof), result];
      const others = new Set(all.filter(({ proof }) => !due.has(proof)).slice(-most));
      return { ...current, results: all.filter((one) => due.has(one.proof) || others.has(one)) };
    };
    withVerified = ({ verified, ...current }) => {
      const latest = latestEvidence(current.results);
      const due = current.checks.map((proof) => latest.get(proof));
      if (!due.every((result) => result?.verdict === "passed")) return current;
      const moment2 = Math.max(momentOf(current.since), ...due.map((result) => momentOf(result?.at ?? "")));
      if (Number.isNaN(moment2)) return current;
      return { ...current, verified: verified ?? new Date(moment2).toISOString() };
    };
    failedChecks = ({ checks, results: results2 }) => checks.filter((proof) => results2.some((result) => result.proof === proof && result.verdict !== "passed"));
  }
});

// packages/core/src/ledger/apply-record.ts
var runningOf, newestOf, schemaOf, ended, interrupted, unverified, table2, applyRecord, stateAt;
var init_apply_record = __esm({
  "packages/core/src/ledger/apply-record.ts"() {
    "use strict";
    init_moment();
    init_release();
    init_verified();
    runningOf = (record2) => ({
      deployment: record2.deployment,
      lane: record2.lane,
      release: record2.release,
      at: record2.at,
      by: record2.by,
      ...record2.run === void 0 ? {} : { run: record2.run },
      deadline: record2.deadline,
      proofs: record2.proofs,
      checks: record2.checks,
      pipeline: record2.pipeline,
      ...record2.reason === void 0 ? {} : { reason: record2.reason },
      ...record2.incident === void 0 ? {} : { incident: record2.incident }
    });
    newestOf = (state, { lane, release }) => {
      if (lane === "rollback" || state.newest !== void 0 && state.newest.number > release.number) return state.newest;
      const { version, number: number3, commit } = release;
      return { version, key: releaseKey(release), number: number3, commit };
    };
    schemaOf = (state, { lane, release }) => lane === "rollback" || release.schema === void 0 || (state.schema?.version ?? 0) > release.schema.version ? state.schema : release.schema;
    ended = (state, { deployment, at, result }) => {
      const { running, failed: _failed, ...rest } = state;
      if (running === void 0 || running.deployment !== deployment) return state;
      const schema = schemaOf(state, running);
      const base = { ...rest, ...schema === void 0 ? {} : { schema } };
      if (result !== "succeeded") {
        const { version } = running.release;
        return { ...base, failed: { deployment, release: { version, key: releaseKey(running.release) }, at, result } };
      }
      const { deadline: _deadline, ...kept2 } = running;
      return { ...base, current: withVerified({ ...kept2, since: at, results: [] }) };
    };
    interrupted = (state, at) => state.running === void 0 ? state : ended(state, { deployment: state.running.deployment, at, result: "aborted" });
    unverified = ({ current, ...state }) => {
      if (current === void 0) return state;
      const { verified: _, ...kept2 } = current;
      return { ...state, current: kept2 };
    };
    table2 = {
      started: (state, record2) => {
        const newest = newestOf(state, record2);
        const before2 = unverified(interrupted(state, record2.at));
        return { ...before2, running: runningOf(record2), ...newest === void 0 ? {} : { newest } };
      },
      finished: ended,
      settled: ended,
      refused: (state) => state,
      check: (state, { release, proof, verdict, at, by, run: run2 }) => {
        const { current, running, failed } = state;
        if (current === void 0 || releaseKey(current.release) !== release.key) return state;
        if (running !== void 0 || failed !== void 0) return state;
        const result = { proof, verdict, at, by, ...run2 === void 0 ? {} : { run: run2 } };
        return { ...state, current: withVerified(withResult(current, result)) };
      },
      block: (state, { release: { version, key }, reason: reason2, at, by }) => ({
        ...state,
        blocked: [...state.blocked.filter((block) => block.key !== key), { version, key, reason: reason2, at, by }]
      }),
      unblock: (state, { release }) => ({ ...state, blocked: state.blocked.filter(({ key }) => key !== release.key) }),
      override: (state) => state,
      observation: (state, { at, artifacts }) => ({ ...state, observed: { at, artifacts } }),
      annotation: (state) => state
    };
    applyRecord = (state, record2) => {
      const apply = table2[record2.kind];
      return { ...apply(state, record2), number: record2.number };
    };
    stateAt = (state, now) => state.running !== void 0 && now >= momentOf(state.running.deadline) ? interrupted(state, state.running.deadline) : state;
  }
});

// packages/core/src/ledger/environment-state.ts
var emptyState;
var init_environment_state = __esm({
  "packages/core/src/ledger/environment-state.ts"() {
    "use strict";
    emptyState = (environment) => ({ environment, number: 0, blocked: [] });
  }
});

// packages/core/src/ledger/going-back.ts
var experience, experienceOf, rollbackTarget;
var init_going_back = __esm({
  "packages/core/src/ledger/going-back.ts"() {
    "use strict";
    init_release();
    experience = (own) => {
      const revoked = own.findLastIndex(({ failedChecks: failedChecks2 = [] }) => failedChecks2.length > 0);
      const since = own.slice(revoked + 1);
      const verified = since.some((one) => one.verified);
      return {
        ran: own.length > 0,
        verified,
        failedChecks: verified ? [] : own[revoked]?.failedChecks ?? [],
        soaked: Math.max(0, ...since.map(({ soaked }) => soaked))
      };
    };
    experienceOf = (past, key) => experience(past.filter(({ release, result }) => result === "succeeded" && releaseKey(release) === key));
    rollbackTarget = (past, state) => {
      const { current, failed, blocked: blocked2 } = state;
      if (current === void 0) return void 0;
      const running = releaseKey(current.release);
      const passedOver = new Set(blocked2.map(({ key }) => key));
      const isLeft = past.some(({ deployment, lane }) => deployment === failed?.deployment && lane === "rollback");
      const byKey = /* @__PURE__ */ new Map();
      for (const one of past) {
        if (one.result !== "succeeded") continue;
        const key = releaseKey(one.release);
        const known2 = byKey.get(key);
        if (known2 === void 0) byKey.set(key, [one]);
        else known2.push(one);
      }
      const targets = [...byKey].flatMap(([key, own]) => {
        const latest = own.at(-1);
        const isBack = key === running ? failed !== void 0 && !isLeft : (latest?.release.number ?? 0) < current.release.number;
        return latest !== void 0 && isBack && !passedOver.has(key) && experience(own).verified ? [latest] : [];
      });
      return targets.length === 0 ? void 0 : past.findLast((one) => targets.includes(one));
    };
  }
});

// packages/core/src/ledger/past-deployments.ts
var pastDeployments;
var init_past_deployments = __esm({
  "packages/core/src/ledger/past-deployments.ts"() {
    "use strict";
    init_apply_record();
    init_environment_state();
    init_moment();
    init_verified();
    pastDeployments = (records, now) => {
      const past = /* @__PURE__ */ new Map();
      let state = emptyState(records[0]?.environment ?? "");
      const change = (deployment, changed) => {
        const known2 = past.get(deployment);
        if (known2 !== void 0) past.set(deployment, { ...known2, ...changed(known2) });
      };
      const soakedUntil = ({ current }, until) => {
        const since = momentOf(current?.verified ?? "");
        if (current !== void 0 && until > since) change(current.deployment, () => ({ soaked: until - since }));
      };
      const checked = (current) => change(current.deployment, () => ({
        verified: current.verified !== void 0,
        failedChecks: failedChecks(current)
      }));
      for (const record2 of records) {
        const before2 = state;
        state = applyRecord(state, record2);
        if (record2.kind === "started" || record2.kind === "refused") {
          const { deployment, lane, release, at, proofs } = record2;
          const started = record2.kind === "started";
          if (started && before2.running !== void 0) change(before2.running.deployment, () => ({ result: "aborted" }));
          if (started) soakedUntil(before2, momentOf(at));
          const result = started ? "running" : "refused";
          const run2 = record2.run === void 0 ? {} : { run: record2.run.id };
          past.set(deployment, { deployment, lane, release, at, ...run2, result, verified: false, soaked: 0, proofs });
        }
        if ((record2.kind === "finished" || record2.kind === "settled") && before2.running?.deployment === record2.deployment)
          change(record2.deployment, () => ({ result: record2.result }));
        const told = record2.kind === "finished" || record2.kind === "check";
        if (told && state.current !== void 0 && state.current !== before2.current) checked(state.current);
      }
      soakedUntil(state, now);
      return [...past.values()].map(
        ({ failedChecks: failed = [], ...one }) => failed.length === 0 ? one : { ...one, failedChecks: failed }
      );
    };
  }
});

// packages/core/src/ledger/index.ts
var init_ledger = __esm({
  "packages/core/src/ledger/index.ts"() {
    "use strict";
    init_apply_record();
    init_environment_state();
    init_evidence();
    init_going_back();
    init_past_deployments();
    init_release();
  }
});

// packages/runners/src/deployments/ledger-evidence.ts
var verdicts, deployed, chainEvidence, ledgerEvidence, stateEvidence;
var init_ledger_evidence = __esm({
  "packages/runners/src/deployments/ledger-evidence.ts"() {
    "use strict";
    init_ledger();
    verdicts = { succeeded: "passed", failed: "failed", cancelled: "inconclusive", aborted: "errored" };
    deployed = (environment, { at, by, run: run2, result }) => ({
      proof: `deployed to ${environment}`,
      verdict: verdicts[result],
      at,
      by,
      ...run2 === void 0 ? {} : { run: run2 }
    });
    chainEvidence = (environment, records, key) => {
      let state = emptyState(environment);
      return records.flatMap((record2) => {
        const before2 = state;
        state = applyRecord(state, record2);
        switch (record2.kind) {
          case "started":
          case "refused":
            return releaseKey(record2.release) === key ? record2.proofs : [];
          case "finished":
          case "settled": {
            const { running } = before2;
            const isOwn = running?.deployment === record2.deployment && releaseKey(running.release) === key;
            return isOwn ? [deployed(environment, record2)] : [];
          }
          case "check": {
            if (record2.release.key !== key || state.current === before2.current) return [];
            const { proof, verdict, at, by, run: run2 } = record2;
            return [{ proof, verdict, at, by, ...run2 === void 0 ? {} : { run: run2 } }];
          }
          default:
            return [];
        }
      });
    };
    ledgerEvidence = (chains, key) => [...chains].flatMap(([environment, records]) => chainEvidence(environment, records, key));
    stateEvidence = ({ environment, current, failed }, key) => {
      const isCurrent = current !== void 0 && releaseKey(current.release) === key;
      const proof = `deployed to ${environment}`;
      const { at = "", result = "failed" } = failed ?? {};
      return [
        ...isCurrent ? [deployed(environment, { ...current, at: current.since, result: "succeeded" }), ...current.results] : [],
        ...failed?.release.key === key ? [{ proof, verdict: verdicts[result], at }] : []
      ];
    };
  }
});

// packages/runners/src/guard/candidate/chain-of.ts
var chainOf;
var init_chain_of = __esm({
  "packages/runners/src/guard/candidate/chain-of.ts"() {
    "use strict";
    chainOf = async (store, environment) => [...await store.read(environment)].reverse();
  }
});

// packages/runners/src/guard/candidate/elsewhere.ts
var deployedTo, on, namesIn, tipOf, checkedBy, withoutProofs, inEnvironment, elsewhere;
var init_elsewhere = __esm({
  "packages/runners/src/guard/candidate/elsewhere.ts"() {
    "use strict";
    init_ledger();
    init_ledger_evidence();
    init_ledger_error();
    init_chain_of();
    deployedTo = "deployed to ";
    on = " on ";
    namesIn = (proof) => {
      if (proof.startsWith(deployedTo)) return [proof.slice(deployedTo.length)];
      const parts = proof.split(on);
      return parts.slice(1).map((_, index) => parts.slice(index + 1).join(on));
    };
    tipOf = async (store, name) => {
      try {
        const tip = await store.tip(name);
        return tip.id === null ? void 0 : tip;
      } catch (error) {
        if (error instanceof LedgerError && error.problem.code === "SL6107") return void 0;
        throw error;
      }
    };
    checkedBy = (records, run2) => records.flatMap(
      (one) => one.kind === "started" && one.run?.id === run2 ? [`${deployedTo}${one.environment}`, ...one.checks] : []
    );
    withoutProofs = (record2) => record2.kind === "started" || record2.kind === "refused" ? { ...record2, proofs: [] } : record2;
    inEnvironment = async (store, { state }, release, run2, now) => {
      const key = releaseKey(release);
      const { environment, current, running, failed } = stateAt(state, now);
      const isOwn = current?.run?.id === run2 && releaseKey(current.release) === key;
      if (isOwn && running === void 0 && failed === void 0)
        return { evidence: stateEvidence(state, key), ledgerOnly: [] };
      const records = await chainOf(store, environment);
      return {
        evidence: ledgerEvidence(/* @__PURE__ */ new Map([[environment, records.map(withoutProofs)]]), key),
        ledgerOnly: checkedBy(records, run2)
      };
    };
    elsewhere = async (store, proofs, { environment, release, run: run2, now }) => {
      const tips = /* @__PURE__ */ new Map();
      const found = /* @__PURE__ */ new Set();
      for (const proof of proofs)
        for (const name of namesIn(proof)) {
          if (!tips.has(name)) tips.set(name, await tipOf(store, name));
          const tip = tips.get(name);
          if (tip === void 0) continue;
          if (name !== environment) found.add(tip);
          break;
        }
      const all = [];
      for (const tip of found) all.push(await inEnvironment(store, tip, release, run2, now));
      return { evidence: all.flatMap(({ evidence }) => evidence), ledgerOnly: all.flatMap(({ ledgerOnly }) => ledgerOnly) };
    };
  }
});

// packages/runners/src/guard/candidate/known.ts
var allChains, soakedIn, knownOfRun, knownOfLedger;
var init_known = __esm({
  "packages/runners/src/guard/candidate/known.ts"() {
    "use strict";
    init_ledger();
    init_ledger_evidence();
    init_chain_of();
    init_elsewhere();
    allChains = async (store) => {
      const chains = /* @__PURE__ */ new Map();
      for (const environment of await store.environments()) chains.set(environment, await chainOf(store, environment));
      return chains;
    };
    soakedIn = async (store, environment, key, enough, now) => {
      const { current } = stateAt((await store.tip(environment)).state, now);
      const since = current !== void 0 && releaseKey(current.release) === key ? Date.parse(current.verified ?? "") : Number.NaN;
      if (now - since >= enough) return now - since;
      return experienceOf(pastDeployments(await chainOf(store, environment), now), key).soaked;
    };
    knownOfRun = async (store, { environment, requires, hotfix }, { lane, release, run: run2, now }) => {
      const key = releaseKey(release);
      const required2 = lane === "hotfix" ? hotfix ?? [] : requires;
      const soaked = /* @__PURE__ */ new Map();
      for (const { soak } of required2)
        if (soak !== void 0)
          soaked.set(soak.environment, await soakedIn(store, soak.environment, key, soak.duration, now));
      const proofs = required2.flatMap(({ proof, soak }) => soak === void 0 ? [proof] : []);
      return {
        ...await elsewhere(store, proofs, { environment, release, run: run2, now }),
        soaked,
        past: lane === "hotfix" ? pastDeployments(await chainOf(store, environment), now) : []
      };
    };
    knownOfLedger = (chains, environment, release, now) => {
      const key = releaseKey(release);
      const past = new Map([...chains].map(([name, records]) => [name, pastDeployments(records, now)]));
      return {
        evidence: ledgerEvidence(chains, key),
        soaked: new Map([...past].map(([name, deployments]) => [name, experienceOf(deployments, key).soaked])),
        past: past.get(environment) ?? []
      };
    };
  }
});

// packages/core/src/plan/lane.ts
var lanes;
var init_lane = __esm({
  "packages/core/src/plan/lane.ts"() {
    "use strict";
    lanes = ["release", "hotfix", "promote", "rollback"];
  }
});

// packages/core/src/plan/shell-word.ts
var shellWord;
var init_shell_word = __esm({
  "packages/core/src/plan/shell-word.ts"() {
    "use strict";
    shellWord = (word) => /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
  }
});

// packages/core/src/plan/slug.ts
var hash, longest, slug;
var init_slug = __esm({
  "packages/core/src/plan/slug.ts"() {
    "use strict";
    hash = (text2) => {
      let value = 2166136261;
      for (let index = 0; index < text2.length; index++) value = Math.imul(value ^ text2.charCodeAt(index), 16777619);
      return (value >>> 0).toString(36);
    };
    longest = 80;
    slug = (name) => {
      const ascii = name.normalize("NFKD").replace(new RegExp("\\p{M}", "gu"), "").toLowerCase();
      const id = ascii.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
      const lost = /[^\0-\x7f]/.test(ascii) || id === "" || id.length > longest;
      return lost ? [id.slice(0, longest - 8).replace(/-+$/, ""), hash(name)].filter((part) => part !== "").join("-") : id;
    };
  }
});

// packages/core/src/plan/index.ts
var init_plan = __esm({
  "packages/core/src/plan/index.ts"() {
    "use strict";
    init_lane();
    init_shell_word();
    init_slug();
  }
});

// packages/runners/src/deployments/find-release.ts
var sightings, findRelease, lastVerifiedBefore;
var init_find_release = __esm({
  "packages/runners/src/deployments/find-release.ts"() {
    "use strict";
    init_ledger();
    sightings = (chains, version) => [...chains].flatMap(
      ([environment, records]) => records.flatMap(
        (record2) => (record2.kind === "started" || record2.kind === "refused") && record2.release.version === version ? [{ environment, at: record2.at, admitted: record2.kind === "started", release: record2.release }] : []
      )
    ).sort((one, other) => one.at < other.at ? -1 : one.at > other.at ? 1 : 0);
    findRelease = (chains, version, { lane, environment }) => {
      const seen2 = sightings(chains, version);
      const latest = (seen2.findLast(({ admitted }) => admitted) ?? seen2.at(-1))?.release;
      if (lane === "promote") return latest;
      const past = pastDeployments(chains.get(environment) ?? [], 0);
      const ran = past.filter(({ release, result }) => release.version === version && result === "succeeded");
      const verified = ran.filter(({ release }) => experienceOf(past, releaseKey(release)).verified);
      return (verified.at(-1) ?? ran.at(-1))?.release ?? latest;
    };
    lastVerifiedBefore = (chain, now) => {
      const state = chain.reduce(applyRecord, emptyState(chain[0]?.environment ?? ""));
      return rollbackTarget(pastDeployments(chain, now), stateAt(state, now))?.release;
    };
  }
});

// packages/runners/src/guard/candidate/ledger-release.ts
var ledgerRelease;
var init_ledger_release = __esm({
  "packages/runners/src/guard/candidate/ledger-release.ts"() {
    "use strict";
    init_ledger();
    init_plan();
    init_find_release();
    init_guard_error();
    ledgerRelease = (chains, environment, { lane, version, run: run2 }, now) => {
      if (version !== void 0) {
        const found2 = findRelease(chains, version, { lane: lane === "rollback" ? lane : "promote", environment });
        if (found2 !== void 0) return found2;
        throw refused(
          "SL4306",
          `the ledger does not know the version ${version}`,
          "Name one that was deployed: shipline status, or shipline history for one environment, lists them."
        );
      }
      if (lane !== "rollback")
        throw refused("SL4013", `a promotion to ${environment} does not say which version`, "Fill in the version.");
      const chain = chains.get(environment) ?? [];
      const before2 = pastDeployments(chain, now).findLast((one) => one.run === run2 && one.lane === "rollback");
      const found = before2?.release ?? lastVerifiedBefore(chain, now);
      if (found !== void 0) return found;
      throw refused(
        "SL4307",
        `there is no release in ${environment} to go back to: none before what runs there had passed its checks`,
        `Name a version that ran there, shipline history ${shellWord(environment)} lists them, or roll forward with a hotfix.`
      );
    };
  }
});

// packages/runners/src/guard/input/deploy-policy.ts
var variable2, text, number2, object, list, texts, maybe, requirements, windows, environmentPolicy, artifact, pipelineOf, deployPolicy, checkPolicy, policyEnvironment;
var init_deploy_policy = __esm({
  "packages/runners/src/guard/input/deploy-policy.ts"() {
    "use strict";
    init_guard_error();
    init_json();
    init_variables();
    variable2 = "SHIPLINE_POLICY";
    ({ text, number: number2, object, list, texts, maybe } = reader(variable2));
    requirements = (from, key) => list(from, key, ".policy").map((one) => {
      const path = `.policy.${key}[]`;
      const soak = maybe(one, "soak", (from2, key2) => object(from2, key2, path));
      return {
        proof: text(one, "proof", path),
        ...soak === void 0 ? {} : {
          soak: {
            environment: text(soak, "environment", `${path}.soak`),
            duration: number2(soak, "duration", `${path}.soak`)
          }
        }
      };
    });
    windows = (from, key) => list(from, key, ".policy").map((one) => {
      const path = `.policy.${key}[]`;
      const recurs = text(one, "recurs", path);
      if (recurs !== "once" && recurs !== "daily" && recurs !== "weekly")
        throw misused(variable2, `has no known word at ${path}.recurs`);
      const reason2 = maybe(one, "reason", (from2, key2) => text(from2, key2, path));
      return {
        recurs,
        from: text(one, "from", path),
        to: text(one, "to", path),
        zone: text(one, "zone", path),
        ...reason2 === void 0 ? {} : { reason: reason2 },
        ...one.rollback === true ? { rollback: true } : {}
      };
    });
    environmentPolicy = (from) => {
      const hotfix = maybe(from, "hotfix", requirements);
      const freeze = maybe(from, "freeze", windows);
      return {
        environment: text(from, "environment", ".policy"),
        requires: requirements(from, "requires"),
        ...hotfix === void 0 ? {} : { hotfix },
        ...freeze === void 0 ? {} : { freeze },
        checks: texts(from, "checks", ".policy")
      };
    };
    artifact = (one) => {
      const path = ".artifacts[]";
      const kind = text(one, "kind", path);
      if (kind !== "image" && kind !== "files") throw misused(variable2, `has no known word at ${path}.kind`);
      const job = maybe(one, "job", (from, key) => text(from, key, path));
      const archive = maybe(one, "archive", (from, key) => text(from, key, path));
      return {
        name: text(one, "name", path),
        kind,
        short: text(one, "short", path),
        ...job === void 0 ? {} : { job },
        ...archive === void 0 ? {} : { archive }
      };
    };
    pipelineOf = (all, variables) => {
      const pipeline2 = object(all, "pipeline", "");
      const digest = maybe(pipeline2, "digest", (from, key) => text(from, key, ".pipeline"));
      return { name: text(pipeline2, "name", ".pipeline"), digest: digest ?? needed(variables, "SHIPLINE_PIPELINE_DIGEST") };
    };
    deployPolicy = (variables) => {
      const all = jsonVariable(variables, variable2);
      const schema = maybe(all, "schema", (from, key) => object(from, key, ""));
      return {
        pipeline: pipelineOf(all, variables),
        policy: environmentPolicy(object(all, "policy", "")),
        within: number2(all, "within", ""),
        artifacts: list(all, "artifacts", "").map(artifact),
        proofs: list(all, "proofs", "").map((one) => ({
          proof: text(one, "proof", ".proofs[]"),
          job: text(one, "job", ".proofs[]")
        })),
        ...schema === void 0 ? {} : {
          schema: { version: number2(schema, "version", ".schema"), oldest: number2(schema, "oldest", ".schema") }
        }
      };
    };
    checkPolicy = (variables) => {
      const all = jsonVariable(variables, variable2);
      return {
        environment: text(object(all, "policy", ""), "environment", ".policy"),
        proof: text(all, "proof", "")
      };
    };
    policyEnvironment = (variables) => text(object(jsonVariable(variables, variable2), "policy", ""), "environment", ".policy");
  }
});

// packages/runners/src/guard/input/request.ts
var asked, jobStatus;
var init_request = __esm({
  "packages/runners/src/guard/input/request.ts"() {
    "use strict";
    init_plan();
    init_variables();
    asked = (variables) => {
      const [version, reason2, incident] = ["SHIPLINE_VERSION", "SHIPLINE_REASON", "SHIPLINE_INCIDENT"].map(
        (name) => given(variables, name)
      );
      const override = given(variables, "SHIPLINE_OVERRIDE") ?? "none";
      const rule = override;
      return {
        lane: oneOf(variables, "SHIPLINE_LANE", lanes),
        ...version === void 0 ? {} : { version },
        ...reason2 === void 0 ? {} : { reason: reason2 },
        ...incident === void 0 ? {} : { incident },
        overrides: override === "none" ? [] : [{ rule, reason: reason2 ?? "" }]
      };
    };
    jobStatus = ({ variables, platform: { endings } }) => {
      const word = oneOf(variables, "SHIPLINE_STATUS", Object.keys(endings));
      return endings[word] ?? "failure";
    };
  }
});

// when-needed:node:child_process
var require_node_child_process = __commonJS({
  "when-needed:node:child_process"(exports, module) {
    "use strict";
    module.exports = __require("node:child_process");
  }
});

// packages/runners/src/ledger/ledger-problem.ts
var ledgerError, said, unreachable, undecided, damaged, refusedByRemote, noRepository, noGit, rewritten, anotherEnvironment, notWritten, unwritable;
var init_ledger_problem = __esm({
  "packages/runners/src/ledger/ledger-problem.ts"() {
    "use strict";
    init_run_problem();
    init_ledger_error();
    ledgerError = (code2, message2, hint) => new LedgerError(runProblem(code2, "", message2, hint));
    said = (words2) => words2 === "" ? "" : `: ${words2}`;
    unreachable = (remote, words2) => ledgerError(
      "SL6101",
      `the ledger at ${remote} cannot be reached${said(words2)}`,
      "Check the network and your access to the repository, and run again. Nothing is deployed that cannot be recorded."
    );
    undecided = (remote, environment, words2) => ledgerError(
      "SL6101",
      `the ledger at ${remote} cannot be reached, so it is not known whether the last record of ${environment} arrived${said(words2)}`,
      "Run again once the repository answers: a record that arrived is not recorded twice."
    );
    damaged = (environment, commit, problem) => ledgerError(
      "SL6102",
      `the ledger of ${environment} is damaged at ${commit.slice(0, 12)}: ${problem}`,
      "Run: shipline ledger verify. It names the first bad record; go back to the commit before it by hand."
    );
    refusedByRemote = (remote, branch, words2) => ledgerError(
      "SL6103",
      `${remote} refuses the record on ${branch}${said(words2)}`,
      "Allow whoever deploys to add commits to the branches shipline/ledger/*; docs/ledger.md says how."
    );
    noRepository = (folder, words2) => ledgerError(
      "SL6104",
      `${folder} is not a git repository that can be used${said(words2)}`,
      "The ledger is kept in git. Run inside a repository that belongs to you, or make one: git init."
    );
    noGit = (words2) => ledgerError("SL6105", `git cannot be used for the ledger${said(words2)}`, "Install git 2.29 or later.");
    rewritten = (environment, seen2, found, cache) => ledgerError(
      "SL6106",
      `the ledger of ${environment} was rewritten: it ends in ${found}, and no longer holds ${seen2.slice(0, 12)}, which this repository has seen`,
      `Find out who did it. To take what is there now for the truth: git update-ref -d ${cache}.`
    );
    anotherEnvironment = (environment, branch, other) => ledgerError(
      "SL6107",
      `the branch ${branch} holds records of ${other}, not of ${environment}`,
      `Did you mean '${other}'? If both are environments, rename one: their names differ only in case or punctuation.`
    );
    notWritten = (folder, environment, words2) => /not a git repository|dubious ownership|cannot change to/.test(words2) ? noRepository(folder, words2) : unwritable(environment, words2);
    unwritable = (environment, words2) => ledgerError(
      "SL6108",
      `a record of ${environment} cannot be written${said(words2)}`,
      "See what git says, and run again. A file that ends in .lock and belongs to no running git may be removed."
    );
  }
});

// packages/runners/src/ledger/git/git-environment.ts
var kept, gitEnvironment, settings, gitWords;
var init_git_environment = __esm({
  "packages/runners/src/ledger/git/git-environment.ts"() {
    "use strict";
    kept = /^GIT_(SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|PROXY_\w+|SSL_\w+|HTTP_\w+|ALLOW_PROTOCOL|CONFIG_(COUNT|KEY_\d+|VALUE_\d+|GLOBAL|SYSTEM|NOSYSTEM)|EXEC_PATH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)$/;
    gitEnvironment = (env) => Object.fromEntries([
      ...Object.entries(env).flatMap(
        ([name, value]) => value === void 0 || name.startsWith("GIT_") && !kept.test(name) ? [] : [[name, value]]
      ),
      ["LC_ALL", "C"],
      ["GIT_TERMINAL_PROMPT", "0"],
      ["GIT_OPTIONAL_LOCKS", "0"],
      ["GIT_NO_REPLACE_OBJECTS", "1"]
    ]);
    settings = [
      "core.hooksPath=/dev/null",
      "core.filesRefLockTimeout=3000",
      "core.packedRefsTimeout=3000",
      "safe.bareRepository=all",
      "gc.auto=0",
      "maintenance.auto=false",
      "fastimport.unpackLimit=100",
      "fetch.prune=false",
      "fetch.pruneTags=false",
      "push.gpgSign=false",
      "push.pushOption="
    ].flatMap((setting) => ["-c", setting]);
    gitWords = (said2, env) => {
      const secrets = Object.entries(env).flatMap(
        ([name, value]) => /^GIT_CONFIG_VALUE_\d+$/.test(name) && value !== void 0 && value.length > 7 ? [value] : []
      );
      return secrets.reduce((text2, secret) => text2.replaceAll(secret, "***"), said2).replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@'"]*@/gi, "$1***@").replace(/\b(authorization:\s*\w+\s+)\S+/gi, "$1***").split("\n").map((line2) => line2.replace(/^(fatal|error): /, "").trim()).filter(
        (line2) => line2 !== "" && !/^(hint|To |Everything|Done|Please make sure|and the repository exists)/.test(line2)
      ).join("; ");
    };
  }
});

// packages/runners/src/ledger/git/git.ts
var import_node_child_process, patience, gitIn;
var init_git = __esm({
  "packages/runners/src/ledger/git/git.ts"() {
    "use strict";
    import_node_child_process = __toESM(require_node_child_process(), 1);
    init_ledger_problem();
    init_git_environment();
    patience = 18e4;
    gitIn = (folder, variables = process.env) => {
      const env = gitEnvironment(variables);
      const start = (args) => (0, import_node_child_process.spawn)("git", ["-C", folder, ...settings, ...args], { env, timeout: patience, killSignal: "SIGKILL" });
      return {
        folder,
        start,
        run: (args, input = "") => new Promise((resolve3, reject) => {
          const child = start(args);
          const out = [];
          const err = [];
          child.stdout.on("data", (chunk) => out.push(chunk));
          child.stderr.on("data", (chunk) => err.push(chunk));
          child.stdin.on("error", () => {
          });
          child.once("error", (error) => reject(noGit(error.message)));
          child.once("close", (code2) => {
            const said2 = Buffer.concat(err).toString("utf8");
            const words2 = code2 === null && said2.trim() === "" ? "git was ended by a signal" : gitWords(said2, env);
            resolve3({ ok: code2 === 0, code: code2, stdout: Buffer.concat(out).toString("utf8"), words: words2 });
          });
          child.stdin.end(input);
        })
      };
    };
  }
});

// when-needed:node:timers/promises
var require_promises = __commonJS({
  "when-needed:node:timers/promises"(exports, module) {
    "use strict";
    module.exports = __require("node:timers/promises");
  }
});

// when-needed:node:crypto
var require_node_crypto = __commonJS({
  "when-needed:node:crypto"(exports, module) {
    "use strict";
    module.exports = __require("node:crypto");
  }
});

// packages/runners/src/ledger/record-text.ts
var crypto2, recordText, sha256, hashOf, nextRecord, chained;
var init_record_text = __esm({
  "packages/runners/src/ledger/record-text.ts"() {
    "use strict";
    crypto2 = __toESM(require_node_crypto(), 1);
    init_ledger();
    recordText = (record2) => `${JSON.stringify(record2, null, 2)}
`;
    sha256 = (text2) => typeof crypto2.hash === "function" ? crypto2.hash("sha256", text2, "hex") : crypto2.createHash("sha256").update(text2).digest("hex");
    hashOf = (text2) => `sha256:${sha256(text2)}`;
    nextRecord = (draft, { state, hash: hash3 }) => ({
      version: 1,
      number: state.number + 1,
      previous: hash3,
      ...draft
    });
    chained = (drafts, on2) => {
      let { state, hash: hash3 } = on2;
      return drafts.map((draft) => {
        const record2 = nextRecord(draft, { state, hash: hash3 });
        const text2 = recordText(record2);
        hash3 = hashOf(text2);
        state = applyRecord(state, record2);
        return { record: record2, text: text2, hash: hash3, state };
      });
    };
  }
});

// packages/runners/src/ledger/git/chain-refs.ts
var branches, seen, chainName, branchName;
var init_chain_refs = __esm({
  "packages/runners/src/ledger/git/chain-refs.ts"() {
    "use strict";
    init_plan();
    branches = "refs/heads/shipline/ledger/";
    seen = "refs/shipline/ledger/";
    chainName = (environment) => slug(environment);
    branchName = (environment) => `shipline/ledger/${chainName(environment)}`;
  }
});

// packages/runners/src/ledger/refuse-strays.ts
var refuseStrays;
var init_refuse_strays = __esm({
  "packages/runners/src/ledger/refuse-strays.ts"() {
    "use strict";
    init_chain_refs();
    init_ledger_problem();
    refuseStrays = (environment, drafts) => {
      const stray = drafts.find((draft) => draft.environment !== environment);
      if (stray !== void 0) throw anotherEnvironment(stray.environment, branchName(environment), environment);
    };
  }
});

// packages/runners/src/ledger/git/commit-text.ts
var recordFile, currentFile, identity, currentText, subject, gitDate, data, commitText;
var init_commit_text = __esm({
  "packages/runners/src/ledger/git/commit-text.ts"() {
    "use strict";
    recordFile = "record.json";
    currentFile = "current.json";
    identity = "Shipline <shipline@localhost>";
    currentText = ({ hash: hash3, state }) => `${JSON.stringify({ hash: hash3, state }, null, 2)}
`;
    subject = (record2) => {
      const what = "proof" in record2 ? ` ${record2.proof}` : "release" in record2 ? ` ${record2.release.version}` : "";
      const how = "verdict" in record2 ? ` ${record2.verdict}` : "result" in record2 ? ` ${record2.result}` : "";
      return `${record2.number} ${record2.kind}${what}${how}`.replace(/[\p{C}\s]+/gu, " ");
    };
    gitDate = (at) => `${Math.floor(Date.parse(at) / 1e3)} +0000`;
    data = (text2) => `data ${Buffer.byteLength(text2)}
${text2}
`;
    commitText = (links, parent) => {
      const branch = "refs/shipline/new";
      const commits = links.map(
        (link2, index) => [
          `commit ${branch}
mark :${index + 1}
committer ${identity} ${gitDate(link2.record.at)}
`,
          data(subject(link2.record)),
          index > 0 ? `from :${index}
` : parent === null ? "" : `from ${parent}
`,
          `deleteall
M 100644 inline ${recordFile}
${data(link2.text)}M 100644 inline ${currentFile}
${data(currentText(link2))}
`
        ].join("")
      );
      return `feature done
${commits.join("")}get-mark :${links.length}
reset ${branch}
done
`;
    };
  }
});

// packages/runners/src/ledger/git/objects.ts
var newline, openObjects, withObjects;
var init_objects = __esm({
  "packages/runners/src/ledger/git/objects.ts"() {
    "use strict";
    init_ledger_problem();
    newline = 10;
    openObjects = (git) => {
      const child = git.start(["cat-file", "--batch"]);
      const waiting = [];
      let failure2;
      let said2 = "";
      let rest = Buffer.alloc(0);
      const fail = (error) => {
        failure2 ??= error;
        for (const one of waiting.splice(0)) one.reject(failure2);
      };
      const take = () => {
        const end = rest.indexOf(newline);
        if (end < 0) return false;
        const head = rest.toString("utf8", 0, end);
        const [, id = "", type = "", size = ""] = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(head) ?? [];
        const from = end + 1;
        const to = id === "" ? end : from + Number(size);
        if (rest.length < to + 1) return false;
        const bytes = rest.subarray(from, to);
        rest = rest.subarray(to + 1);
        waiting.shift()?.resolve(id === "" ? void 0 : { id, type, bytes });
        return true;
      };
      child.stdout.on("data", (chunk) => {
        rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
        while (take()) {
        }
      });
      child.stderr.on("data", (chunk) => {
        said2 += chunk.toString("utf8");
      });
      child.stdin.on("error", () => {
      });
      const ended2 = new Promise((resolve3) => {
        child.once("error", (error) => {
          fail(noGit(error.message));
          resolve3();
        });
        child.once("close", () => {
          fail(noRepository(git.folder, said2.trim().replace(/^fatal: /, "")));
          resolve3();
        });
      });
      const get = (name) => new Promise((resolve3, reject) => {
        if (failure2 !== void 0) return reject(failure2);
        waiting.push({ resolve: resolve3, reject });
        child.stdin.write(`${name}
`);
      });
      const close = () => {
        child.stdin.end();
        return ended2;
      };
      return { get, close };
    };
    withObjects = async (git, work) => {
      const objects = openObjects(git);
      try {
        return await work(objects);
      } finally {
        await objects.close();
      }
    };
  }
});

// packages/runners/src/ledger/git/entries.ts
async function* entriesOf(git, chain, ref) {
  const objects = openObjects(git);
  try {
    const end = await objects.get(ref);
    if (end === void 0) return;
    const { ok, stdout, words: words2 } = await git.run(["rev-list", "--first-parent", "--reverse", end.id]);
    if (!ok) throw damaged(chain, end.id, words2);
    const ids = stdout.trim().split("\n");
    for (let from = 0; from < ids.length; from += stride)
      yield* await Promise.all(ids.slice(from, from + stride).map((id) => entryOf(objects, chain, id)));
  } finally {
    await objects.close();
  }
}
var stride, filesOf, headOf, entryOf;
var init_entries = __esm({
  "packages/runners/src/ledger/git/entries.ts"() {
    "use strict";
    init_ledger_problem();
    init_commit_text();
    init_objects();
    stride = 256;
    filesOf = (tree) => {
      const width = tree.id.length / 2;
      const names = [];
      let from = 0;
      while (from < tree.bytes.length) {
        const end = tree.bytes.indexOf(0, from);
        const [, mode = "", name = ""] = /^(\d+) (.*)$/s.exec(tree.bytes.toString("utf8", from, end)) ?? [];
        names.push(mode === "100644" ? name : `${name} (${mode})`);
        from = end + 1 + width;
      }
      return names;
    };
    headOf = (commit) => {
      const [head = ""] = commit.bytes.toString("utf8").split("\n\n", 1);
      const values = (pattern) => [...head.matchAll(pattern)].map(([, value = ""]) => value);
      return { parents: values(/^parent (.*)$/gm), stamps: values(/^(?:author|committer) (.*)$/gm) };
    };
    entryOf = async (objects, chain, id) => {
      const [commit, tree, record2, current] = await Promise.all(
        [id, `${id}^{tree}`, `${id}:${recordFile}`, `${id}:${currentFile}`].map((name) => objects.get(name))
      );
      if (commit === void 0 || tree === void 0) throw damaged(chain, id, "it is not there");
      return {
        id,
        ...headOf(commit),
        files: filesOf(tree),
        ...record2 === void 0 ? {} : { record: record2.bytes.toString("utf8") },
        ...current === void 0 ? {} : { current: current.bytes.toString("utf8") }
      };
    };
  }
});

// packages/runners/src/ledger/git/refs-below.ts
var refsBelow, refsIn;
var init_refs_below = __esm({
  "packages/runners/src/ledger/git/refs-below.ts"() {
    "use strict";
    init_ledger_problem();
    refsBelow = async (git, folder) => {
      const { ok, stdout, words: words2 } = await git.run(["for-each-ref", "--format=%(objectname) %(refname)", folder]);
      if (!ok) throw noRepository(git.folder, words2);
      return refsIn(stdout, folder);
    };
    refsIn = (lines, folder) => new Map(
      lines.split("\n").flatMap((line2) => {
        const [id = "", ref = ""] = line2.split(/[ \t]/);
        return ref.startsWith(folder) ? [[ref.slice(folder.length), id]] : [];
      })
    );
  }
});

// packages/runners/src/ledger/git/local-chains.ts
var localChains;
var init_local_chains = __esm({
  "packages/runners/src/ledger/git/local-chains.ts"() {
    "use strict";
    init_ledger_problem();
    init_chain_refs();
    init_refs_below();
    localChains = (git) => {
      const refOf = (environment) => `${branches}${chainName(environment)}`;
      return {
        bring: async (environment) => refOf(environment),
        names: async () => [...(await refsBelow(git, branches)).keys()].sort(),
        bringAll: async () => {
          const refs = await refsBelow(git, branches);
          return new Map([...refs.keys()].map((name) => [name, `${branches}${name}`]));
        },
        publish: async (environment, commit, on2) => {
          const { ok, words: words2 } = await git.run(["update-ref", refOf(environment), commit, on2 ?? ""]);
          return ok ? { done: true } : { done: false, refused: false, words: words2 };
        },
        failed: (environment, words2) => notWritten(git.folder, environment, words2),
        undecided: (environment, words2) => notWritten(git.folder, environment, words2)
      };
    };
  }
});

// packages/runners/src/ledger/git/read-link.ts
var isObject2, parsed, recordOf, readRecord, readTip, environmentOf, parentOf;
var init_read_link = __esm({
  "packages/runners/src/ledger/git/read-link.ts"() {
    "use strict";
    init_ledger_problem();
    init_record_text();
    init_chain_refs();
    init_commit_text();
    isObject2 = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
    parsed = (text2) => {
      try {
        const value = JSON.parse(text2);
        return isObject2(value) ? value : void 0;
      } catch {
        return void 0;
      }
    };
    recordOf = (environment, commit, file) => {
      if (file === void 0) throw damaged(environment, commit, `it has no ${recordFile}`);
      const text2 = file.bytes.toString("utf8");
      const value = parsed(text2);
      if (value === void 0) throw damaged(environment, commit, `${recordFile} is not JSON`);
      if (value.version !== 1) throw damaged(environment, commit, `${recordFile} is not of version 1`);
      if (typeof value.environment !== "string") throw damaged(environment, commit, "the record names no environment");
      if (value.environment !== environment)
        throw anotherEnvironment(environment, branchName(environment), value.environment);
      const record2 = value;
      return { record: record2, text: text2 };
    };
    readRecord = async (objects, environment, commit) => recordOf(environment, commit, await objects.get(`${commit}:${recordFile}`)).record;
    readTip = async (objects, environment, commit) => {
      const [recordBlob, currentBlob] = await Promise.all([
        objects.get(`${commit}:${recordFile}`),
        objects.get(`${commit}:${currentFile}`)
      ]);
      const { record: record2, text: text2 } = recordOf(environment, commit, recordBlob);
      const current = parsed(currentBlob?.bytes.toString("utf8") ?? "");
      const hash3 = hashOf(text2);
      if (current?.hash !== hash3) throw damaged(environment, commit, `${currentFile} is not of the record beside it`);
      const state = current.state;
      if (!isObject2(state) || state.environment !== environment || state.number !== record2.number)
        throw damaged(environment, commit, `${currentFile} does not hold the state after record ${record2.number}`);
      return { state, hash: hash3, id: commit };
    };
    environmentOf = async (objects, commit) => {
      const name = parsed((await objects.get(`${commit}:${recordFile}`))?.bytes.toString("utf8") ?? "")?.environment;
      return typeof name === "string" ? name : void 0;
    };
    parentOf = (commit) => /^parent ([0-9a-f]+)$/m.exec(commit.bytes.toString("utf8").split("\n\n", 1)[0] ?? "")?.[1];
  }
});

// packages/runners/src/ledger/git/remote-chains.ts
var import_promises, reasonOf, patience2, passing, forbidden, published, remoteChains;
var init_remote_chains = __esm({
  "packages/runners/src/ledger/git/remote-chains.ts"() {
    "use strict";
    import_promises = __toESM(require_promises(), 1);
    init_ledger_problem();
    init_chain_refs();
    init_git_environment();
    init_refs_below();
    reasonOf = ({ words: words2 }) => /couldn't find remote ref/i.test(words2) ? "no chain" : /\(non-fast-forward\)/.test(words2) ? "rewritten" : /cannot lock ref|unable to update local ref|\.lock'/.test(words2) ? "busy" : "unreachable";
    patience2 = { rewritten: 5, busy: 20, unreachable: 2 };
    passing = /lock|failed to update ref|reference already exists|incorrect old value|unpacker error/;
    forbidden = /\b40[13]\b|denied|not allowed|authentication failed|could not read (username|password)/i;
    published = ({ ok, stdout, words: words2 }) => {
      if (ok) return { done: true };
      const [, summary = ""] = /^!\t[^\t]*\t(.*)$/m.exec(stdout) ?? [];
      const refused2 = summary === "" ? forbidden.test(words2) : /^\[remote rejected\]/.test(summary) && !passing.test(summary);
      const remarks = [words2.replace(/(^|; )failed to push some refs.*$/, ""), summary].filter((text2) => text2 !== "");
      return { done: false, refused: refused2, words: remarks.join("; ") };
    };
    remoteChains = (git, { name, shallow }) => {
      const shown2 = gitWords(name, {});
      const mirror = /^[\w.-]+$/.test(name) ? ["-c", `remote.${name}.mirror=false`] : [];
      const seenRef = (chain) => `${seen}${chain}`;
      const needRepository = async () => {
        const { ok, words: words2 } = await git.run(["rev-parse", "--git-dir"]);
        if (!ok) throw noRepository(git.folder, words2);
      };
      const fetch = async (what, chain, depth) => {
        const alone = ["--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--no-auto-maintenance"];
        const exact = ["--show-forced-updates", "--refmap=", "--no-prune", "--no-filter"];
        const shallowly = shallow ? [`--depth=${depth ?? 2147483647}`] : [];
        const refspec = `${shallow ? "+" : ""}${branches}${chain}:${seenRef(chain)}`;
        const tried = { rewritten: 0, busy: 0, unreachable: 0 };
        for (; ; ) {
          const ended2 = await git.run(["fetch", ...alone, ...exact, ...shallowly, "--", name, refspec]);
          if (ended2.ok) return true;
          const reason2 = reasonOf(ended2);
          if (reason2 === "no chain") return false;
          if (reason2 === "unreachable") await needRepository();
          tried[reason2] += 1;
          if (tried[reason2] > patience2[reason2]) {
            if (reason2 !== "rewritten") throw unreachable(shown2, ended2.words);
            const [, rejected = chain] = /-> refs\/shipline\/ledger\/(\S+) +\(non-fast-forward\)/.exec(ended2.words) ?? [];
            throw await wasRewritten(rejected === chain ? what : rejected, rejected, "other records");
          }
          await (0, import_promises.setTimeout)(Math.random() * 50 + (reason2 === "unreachable" ? 300 * tried.unreachable : 0));
        }
      };
      const wasRewritten = async (what, chain, found) => {
        const { stdout } = await git.run(["rev-parse", "--verify", "--quiet", seenRef(chain)]);
        return rewritten(what, stdout.trim(), found, seenRef(chain));
      };
      const list2 = async () => {
        const { ok, stdout, words: words2 } = await git.run(["ls-remote", "--quiet", "--", name, `${branches}*`]);
        if (ok) return refsIn(stdout, branches);
        await needRepository();
        throw unreachable(shown2, words2);
      };
      return {
        names: async () => {
          const [here, there] = await Promise.all([shallow ? /* @__PURE__ */ new Map() : refsBelow(git, seen), list2()]);
          return [.../* @__PURE__ */ new Set([...here.keys(), ...there.keys()])].sort();
        },
        bring: async (environment, depth) => {
          const chain = chainName(environment);
          if (await fetch(environment, chain, depth)) return seenRef(chain);
          const known2 = shallow ? false : (await refsBelow(git, seen)).has(chain);
          if (known2) throw await wasRewritten(environment, chain, "nothing");
          return void 0;
        },
        bringAll: async () => {
          const [here, chains] = await Promise.all([refsBelow(git, seen), list2()]);
          const gone = shallow ? void 0 : [...here.keys()].find((chain) => !chains.has(chain));
          if (gone !== void 0) throw await wasRewritten(gone, gone, "nothing");
          if ([...chains].some(([chain, id]) => here.get(chain) !== id)) await fetch("all environments", "*", 1);
          return new Map([...chains.keys()].map((chain) => [chain, seenRef(chain)]));
        },
        publish: async (environment, commit, on2) => {
          const ref = `${branches}${chainName(environment)}`;
          const plain2 = ["--porcelain", "--no-verify", "--no-follow-tags", "--recurse-submodules=no", "--signed=no"];
          const lease = `--force-with-lease=${ref}:${on2 ?? ""}`;
          const result = published(await git.run([...mirror, "push", ...plain2, lease, "--", name, `${commit}:${ref}`]));
          if (!result.done && result.refused) throw refusedByRemote(shown2, branchName(environment), result.words);
          return result;
        },
        failed: (_, words2) => unreachable(shown2, words2),
        undecided: (environment, words2) => undecided(shown2, environment, words2)
      };
    };
  }
});

// packages/runners/src/ledger/git/git-store.ts
var import_promises2, pauses, gitStore;
var init_git_store = __esm({
  "packages/runners/src/ledger/git/git-store.ts"() {
    "use strict";
    import_promises2 = __toESM(require_promises(), 1);
    init_ledger();
    init_ledger_error();
    init_ledger_problem();
    init_record_text();
    init_refuse_strays();
    init_chain_refs();
    init_commit_text();
    init_entries();
    init_git();
    init_local_chains();
    init_objects();
    init_read_link();
    init_remote_chains();
    pauses = [0, 300, 1200];
    gitStore = ({ repository, remote, env, shallow = false }) => {
      const git = gitIn(repository, env);
      const chains = remote === void 0 ? localChains(git) : remoteChains(git, { name: remote, shallow });
      const empty = (environment) => ({ state: emptyState(environment), hash: null, id: null });
      const here = /* @__PURE__ */ new Map();
      const met = (environment, end) => {
        here.set(environment, end.id);
        return end;
      };
      const tip = async (environment) => {
        const ref = await chains.bring(environment, 1);
        if (ref === void 0) return met(environment, empty(environment));
        const end = await withObjects(git, async (objects) => {
          const commit = await objects.get(ref);
          return commit === void 0 ? empty(environment) : readTip(objects, environment, commit.id);
        });
        return met(environment, end);
      };
      const walk = async (objects, environment, ref, until, most3) => {
        const ids = [];
        let commit = most3 > 0 ? await objects.get(ref) : void 0;
        while (commit !== void 0 && commit.id !== until) {
          ids.push(commit.id);
          const parent = parentOf(commit);
          if (parent === void 0 || ids.length === most3) break;
          const next = await objects.get(parent);
          if (next === void 0 && !shallow) throw damaged(environment, commit.id, "the commit before it is not there");
          commit = next;
        }
        return Promise.all(ids.map((id) => readRecord(objects, environment, id)));
      };
      const recordsSince = async (environment, until, most3) => {
        if (most3 === 0) return [];
        const ref = await chains.bring(environment, most3);
        if (ref === void 0) return [];
        return withObjects(git, (objects) => walk(objects, environment, ref, until, most3 ?? Number.POSITIVE_INFINITY));
      };
      const tips = async () => {
        const refs = await chains.bringAll();
        const found = await withObjects(
          git,
          (objects) => Promise.all(
            [...refs].map(async ([chain, ref]) => {
              const end = await objects.get(ref);
              if (end === void 0) return [];
              const environment = await environmentOf(objects, end.id);
              if (environment === void 0) throw damaged(chain, end.id, "it is not a record of Shipline");
              if (chainName(environment) !== chain) throw anotherEnvironment(chain, `shipline/ledger/${chain}`, environment);
              return [await readTip(objects, environment, end.id)];
            })
          )
        );
        const name = ({ state }) => state.environment;
        return found.flat().sort((a, b) => name(a) < name(b) ? -1 : 1);
      };
      const overtaken = async (environment, drafts, on2, end) => {
        const ids = new Set((await recordsSince(environment, on2.id)).map(({ id }) => id));
        return { appended: drafts.length > 0 && drafts.every(({ id }) => ids.has(id)), tip: end };
      };
      const write = async (environment, links, parent) => {
        const { ok, stdout, words: words2 } = await git.run(["fast-import", "--quiet", "--done"], commitText(links, parent));
        if (!ok) throw notWritten(git.folder, environment, words2);
        return stdout.trim();
      };
      const append2 = async (environment, drafts, on2) => {
        refuseStrays(environment, drafts);
        const links = chained(drafts, on2);
        const last = links.at(-1);
        if (last === void 0 || here.get(environment) !== on2.id) {
          const end = await tip(environment);
          if (end.id !== on2.id) return overtaken(environment, drafts, on2, end);
          if (last === void 0) return { appended: true, tip: end };
        }
        const commit = await write(environment, links, on2.id);
        let words2 = "";
        for (const milliseconds of pauses) {
          await (0, import_promises2.setTimeout)(milliseconds);
          const published2 = await chains.publish(environment, commit, on2.id);
          if (published2.done)
            return { appended: true, tip: met(environment, { state: last.state, hash: last.hash, id: commit }) };
          words2 = published2.words;
          const end = await tip(environment).catch((error) => {
            const away = error instanceof LedgerError && error.problem.code === "SL6101";
            throw away ? chains.undecided(environment, words2) : error;
          });
          if (end.id === commit) return { appended: true, tip: end };
          if (end.id !== on2.id) return overtaken(environment, drafts, on2, end);
        }
        throw chains.failed(environment, words2);
      };
      return {
        tip,
        append: append2,
        tips,
        environments: async () => (await tips()).map(({ state }) => state.environment),
        chains: () => chains.names(),
        entries: async function* (chain) {
          const ref = await chains.bring(chain);
          if (ref !== void 0) yield* entriesOf(git, chain, ref);
        },
        read: (environment, most3) => recordsSince(environment, null, most3)
      };
    };
  }
});

// packages/runners/src/guard/candidate/source.ts
var import_node_fs3, import_node_path2, most2, gitFolder, sourceIn;
var init_source = __esm({
  "packages/runners/src/guard/candidate/source.ts"() {
    "use strict";
    import_node_fs3 = __toESM(require_node_fs(), 1);
    import_node_path2 = __toESM(require_node_path(), 1);
    init_git();
    init_guard_error();
    most2 = 100;
    gitFolder = (folder) => {
      for (let at = folder; ; at = (0, import_node_path2.dirname)(at)) {
        if ((0, import_node_fs3.existsSync)((0, import_node_path2.join)(at, ".git"))) return (0, import_node_path2.join)(at, ".git");
        if (at === (0, import_node_path2.dirname)(at)) return void 0;
      }
    };
    sourceIn = (folder, { variables, platform: { words: words2 } }) => {
      const found = gitFolder(folder);
      const git = gitIn(folder, { ...variables, TZ: "UTC0" });
      const ask = (...args) => git.run([`--git-dir=${found ?? ".git"}`, ...args]);
      const must = async (...args) => {
        if (found === void 0) throw refused("SL4001", "the source is not checked out", words2.checkout);
        const { ok, stdout, words: said2 } = await ask(...args);
        if (!ok) throw refused("SL4003", `git cannot read the history of the source: ${said2}`, words2.history);
        return stdout.trim();
      };
      const isWhole = async () => await must("rev-parse", "--is-shallow-repository") === "false";
      return {
        head: () => must("rev-parse", "HEAD"),
        origin: async () => {
          if (found === void 0) return void 0;
          const { ok, stdout } = await ask("config", "--local", "--get", "remote.origin.url");
          return ok ? stdout.trim() : void 0;
        },
        number: async (commit) => {
          if (!await isWhole())
            throw refused(
              "SL4012",
              "the clone is shallow, so that its commits cannot be counted: the number of a release is how many it has behind it",
              words2.history
            );
          return Number(await must("rev-list", "--count", commit));
        },
        moment: (commit) => must("log", "-1", "--no-show-signature", "--date=format-local:%Y%m%d.%H%M%S", "--format=%cd", commit),
        since: async (commit, number3, from) => {
          const range = from === void 0 ? commit : `${from.commit}..${commit}`;
          const isRange = /^[0-9a-f]+(\.\.[0-9a-f]+)?$/.test(range);
          const listed = found !== void 0 && isRange ? await ask("rev-list", `--max-count=${most2}`, range) : void 0;
          if (listed?.ok !== true || !await isWhole())
            return { count: Math.max(1, number3 - (from?.number ?? 0)), ids: [commit] };
          const ids = listed.stdout.split("\n").filter((id) => id !== "");
          const count = ids.length < most2 ? ids.length : Number(await must("rev-list", "--count", range));
          return { count, ids };
        }
      };
    };
  }
});

// packages/runners/src/guard/ledger/open-ledger.ts
var import_node_fs4, import_node_path3, withLedger;
var init_open_ledger = __esm({
  "packages/runners/src/guard/ledger/open-ledger.ts"() {
    "use strict";
    import_node_fs4 = __toESM(require_node_fs(), 1);
    import_node_path3 = __toESM(require_node_path(), 1);
    init_git();
    init_git_store();
    init_ledger_problem();
    init_source();
    init_variables();
    init_credentials();
    withLedger = async (caller, work) => {
      const { variables, platform } = caller;
      const origin = await sourceIn(process.cwd(), caller).origin();
      const { server, url: remote } = platform.remote(variables, origin);
      const env = { ...variables, ...credentials(caller, server) };
      const folder = (0, import_node_path3.resolve)(needed(variables, platform.work));
      (0, import_node_fs4.mkdirSync)(folder, { recursive: true });
      const repository = (0, import_node_fs4.mkdtempSync)((0, import_node_path3.join)(folder, "shipline-ledger-"));
      try {
        const { ok, words: words2 } = await gitIn(repository, env).run(["init", "--quiet", "--bare", "--template="]);
        if (!ok) throw noRepository(repository, words2);
        return await work(gitStore({ repository, remote, env, shallow: true }));
      } finally {
        (0, import_node_fs4.rmSync)(repository, { recursive: true, force: true, maxRetries: 3 });
      }
    };
  }
});

// packages/runners/src/guard/output/release-outputs.ts
var releaseOutputs;
var init_release_outputs = __esm({
  "packages/runners/src/guard/output/release-outputs.ts"() {
    "use strict";
    init_guard_error();
    releaseOutputs = ({ version, commit, artifacts }, wanted) => [
      ["version", version],
      ["commit", commit],
      ...wanted.flatMap(({ name, kind, short }) => {
        const found = artifacts.find((one) => one.name === name && one.kind === kind);
        if (found === void 0)
          throw refused(
            "SL4310",
            `${version} has no artifact '${name}', which this pipeline deploys`,
            "It was built by another version of the pipeline. Name a release that has it."
          );
        const repository = found.ref.slice(0, -found.digest.length - 1);
        return [
          [`${short}-digest`, found.digest],
          [`${short}-ref`, found.ref],
          [`${short}-tag`, `${repository}:${version}`]
        ];
      })
    ];
  }
});

// packages/runners/src/guard/commands/find.ts
var find_exports = {};
__export(find_exports, {
  find: () => find
});
var find;
var init_find = __esm({
  "packages/runners/src/guard/commands/find.ts"() {
    "use strict";
    init_known();
    init_ledger_release();
    init_guard_error();
    init_deploy_policy();
    init_request();
    init_open_ledger();
    init_release_outputs();
    find = async (world2) => {
      const { variables, platform, log, hand } = world2;
      const { policy, artifacts } = deployPolicy(variables);
      const request = { ...asked(variables), run: platform.run(variables).run.id };
      if (request.lane !== "promote" && request.lane !== "rollback")
        throw misused("SHIPLINE_LANE", `is ${request.lane}: its candidate is built by the run, and not found in the ledger`);
      const release = await withLedger(
        world2,
        async (store) => ledgerRelease(await allChains(store), policy.environment, request, Date.now())
      );
      hand(releaseOutputs(release, artifacts));
      log(`The candidate for ${policy.environment} is ${release.version}, of commit ${release.commit}.`);
    };
  }
});

// packages/core/src/errors/sentences.ts
var lacks, outOfReach;
var init_sentences = __esm({
  "packages/core/src/errors/sentences.ts"() {
    "use strict";
    lacks = (missing) => missing.startsWith("deployed to ") ? `is not yet deployed to '${missing.slice("deployed to ".length)}'` : `has not passed '${missing}'`;
    outOfReach = (where, missing) => `${where} is out of reach: this candidate ${lacks(missing)}`;
  }
});

// packages/core/src/policy/admission/reason.ts
var reason;
var init_reason = __esm({
  "packages/core/src/policy/admission/reason.ts"() {
    "use strict";
    reason = ({ policy }, code2, message2, hint) => ({
      code: code2,
      path: `environments.${policy.environment}`,
      message: message2,
      hint
    });
  }
});

// packages/core/src/policy/admission/rules/asked.ts
var nouns, justified, overridable, leadsThere;
var init_asked = __esm({
  "packages/core/src/policy/admission/rules/asked.ts"() {
    "use strict";
    init_reason();
    nouns = { release: "release", hotfix: "hotfix", promote: "promotion", rollback: "rollback" };
    justified = (request) => request.lane === "release" || (request.reason ?? "").trim() !== "" ? [] : [reason(request, "SL6009", `a ${nouns[request.lane]} needs a reason`, 'Say why it is done: --reason "\u2026".')];
    overridable = (request) => (request.overrides ?? []).flatMap(({ rule, reason: why }) => {
      const name = rule;
      if (name !== "freeze")
        return [
          reason(
            request,
            "SL6011",
            `'${name}' cannot be overridden`,
            "A freeze can: --override freeze. What a lane requires never can: use a lane that requires less."
          )
        ];
      if (why.trim() === "")
        return [reason(request, "SL6009", "an override needs a reason", 'Say why it is done: --reason "\u2026".')];
      return [];
    });
    leadsThere = (request) => {
      const { policy, lane } = request;
      if (lane !== "hotfix" || policy.hotfix !== void 0) return [];
      const name = policy.environment;
      return [
        reason(
          request,
          "SL6012",
          `the hotfix lane does not lead to ${name}`,
          `Release to ${name}, or give it a policy: hotfix: { requires: [...] }.`
        )
      ];
    };
  }
});

// packages/core/src/policy/admission/rules/blocked.ts
var blocked, as;
var init_blocked = __esm({
  "packages/core/src/policy/admission/rules/blocked.ts"() {
    "use strict";
    init_release();
    init_reason();
    blocked = (request) => {
      const { release, state } = request;
      const own = releaseKey(release);
      const block = state.blocked.find(({ key, version }) => key === own || version === release.version);
      if (block === void 0) return [];
      const who = block.by.name ?? block.by.subject;
      return [
        reason(
          request,
          "SL6003",
          `${release.version} is blocked${as(block.version, release.version)}: ${block.reason} (${who}, ${block.at})`,
          `Deploy another release, or lift the block: shipline unblock ${block.version} --reason "\u2026".`
        )
      ];
    };
    as = (version, own) => version === own ? "" : ` as ${version}, which holds the same artifacts`;
  }
});

// packages/core/src/policy/wall-clock.ts
var longest2, minute, formats, formatOf, shown, changeWithin, wallClock;
var init_wall_clock = __esm({
  "packages/core/src/policy/wall-clock.ts"() {
    "use strict";
    longest2 = 3 * 36e5;
    minute = 6e4;
    formats = /* @__PURE__ */ new Map();
    formatOf = (zone) => {
      const known2 = formats.get(zone);
      if (known2 !== void 0) return known2;
      const made = new Intl.DateTimeFormat("en-US", {
        timeZone: zone,
        calendar: "gregory",
        numberingSystem: "latn",
        hourCycle: "h23",
        year: "numeric",
        month: "2-digit",
        day: "2-digit",
        hour: "2-digit",
        minute: "2-digit"
      });
      formats.set(zone, made);
      return made;
    };
    shown = (now, zone) => {
      const parts = new Map(
        formatOf(zone).formatToParts(now).map(({ type, value }) => [type, Number(value)])
      );
      const part = (name) => parts.get(name) ?? 0;
      return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
    };
    changeWithin = (from, to, ahead) => {
      let [before2, after] = [from, to];
      while (after - before2 > minute) {
        const middle = before2 + Math.floor((after - before2) / 2 / minute) * minute;
        if (ahead(middle) === ahead(from)) before2 = middle;
        else after = middle;
      }
      return after;
    };
    wallClock = (now, zone) => {
      const at = Math.floor(now / minute) * minute;
      const ahead = (moment2) => shown(moment2, zone) - moment2;
      const own = shown(at, zone);
      const [before2, after] = [at - longest2, at + longest2];
      const wasPutBack = ahead(before2) > own - at;
      const willBe = ahead(after) < own - at;
      const latest = wasPutBack ? shown(changeWithin(before2, at, ahead) - minute, zone) : own;
      const earliest = willBe ? shown(changeWithin(at, after, ahead), zone) : own;
      return { earliest: new Date(Math.min(earliest, own)), latest: new Date(Math.max(latest, own)) };
    };
  }
});

// packages/core/src/policy/freeze.ts
var weekdays, moment, time, inWeek, read, week, again, holds, freezeAt;
var init_freeze = __esm({
  "packages/core/src/policy/freeze.ts"() {
    "use strict";
    init_wall_clock();
    weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    moment = (date) => date.toISOString().slice(0, "2026-12-24T18:30".length);
    time = (date) => moment(date).slice("2026-12-24T".length);
    inWeek = (day, at) => `${day} ${at}`;
    read = (text2) => {
      const [name = "", at = ""] = text2.split(" ");
      return inWeek(weekdays.indexOf(name), at);
    };
    week = (date) => inWeek((date.getUTCDay() + 6) % 7, time(date));
    again = (from, to, late, early) => from <= to ? from <= late && early < to : from <= late || early < to;
    holds = {
      once: ({ from, to }, { earliest, latest }) => from <= moment(latest) && moment(earliest) < to,
      daily: ({ from, to }, { earliest, latest }) => again(from, to, time(latest), time(earliest)),
      weekly: ({ from, to }, { earliest, latest }) => again(read(from), read(to), week(latest), week(earliest))
    };
    freezeAt = (window, now) => holds[window.recurs](window, wallClock(now, window.zone));
  }
});

// packages/core/src/policy/admission/rules/frozen.ts
var frozen, spoken;
var init_frozen = __esm({
  "packages/core/src/policy/admission/rules/frozen.ts"() {
    "use strict";
    init_freeze();
    init_reason();
    frozen = (request) => {
      const { policy, lane, now } = request;
      const where = policy.environment;
      return (policy.freeze ?? []).filter((window) => (lane !== "rollback" || window.rollback === true) && freezeAt(window, now)).map((window) => {
        const why = window.reason === void 0 ? "" : `: ${window.reason}`;
        return reason(
          request,
          "SL6004",
          `${where} is frozen until ${spoken(window.to)} ${window.zone}${why}`,
          `Wait, or set it aside on the record: --override freeze --reason "\u2026".`
        );
      });
    };
    spoken = (moment2) => moment2.charAt(0).toUpperCase() + moment2.slice(1).replace("T", " ");
  }
});

// packages/core/src/policy/admission/rules/newer.ts
var newer, isSame, known, outdated, goBack, bring, olderThanCurrent, olderThanNewest, words, lastTried;
var init_newer = __esm({
  "packages/core/src/policy/admission/rules/newer.ts"() {
    "use strict";
    init_release();
    init_shell_word();
    init_reason();
    newer = (request) => {
      const problem = olderThanCurrent(request) ?? (request.lane === "promote" ? void 0 : olderThanNewest(request));
      return problem === void 0 ? [] : [reason(request, "SL6002", problem.message, problem.hint)];
    };
    isSame = (one, other) => one.number === other.number && (one.key === other.key || one.commit === other.commit);
    known = ({ version, number: number3, commit, artifacts }) => ({
      version,
      number: number3,
      commit,
      key: releaseKey({ artifacts, commit })
    });
    outdated = (own, why, hint) => ({
      message: `${own.version} is outdated: ${why}`,
      hint
    });
    goBack = (where, { version }) => `Release a newer commit. To go back on purpose: shipline rollback ${shellWord(where)} --to ${shellWord(version)} --reason "\u2026".`;
    bring = (where, { version }) => `Release a newer commit, or bring it there on purpose: shipline promote ${shellWord(version)} --to ${shellWord(where)} --reason "\u2026".`;
    olderThanCurrent = ({ release, state, policy }) => {
      if (state.current === void 0) return void 0;
      const where = policy.environment;
      const [own, current] = [known(release), known(state.current.release)];
      if (own.number > current.number || isSame(own, current)) return void 0;
      const runs = `${where} runs ${current.version}, which`;
      if (own.key === current.key)
        return outdated(own, `${runs} is newer and holds the same artifacts`, "There is nothing to deploy.");
      const why = own.number === current.number ? "is no older, and another release" : "is newer";
      return outdated(own, `${runs} ${why}`, goBack(where, own));
    };
    olderThanNewest = ({ release, state, policy, lane }) => {
      const { current, newest } = state;
      if (newest === void 0 || release.number > newest.number) return void 0;
      const where = policy.environment;
      const own = known(release);
      const is = lastTried(state, newest.key);
      if (isSame(own, newest)) {
        if (is !== void 0 || current === void 0) return void 0;
        const left = current.lane === "rollback" ? "was rolled back from it" : `has left it for ${current.release.version}`;
        return outdated(own, `${where} ${left}`, bring(where, own));
      }
      const isCurrent = current !== void 0 && isSame(own, known(current.release));
      if (isCurrent && (is === void 0 || is === "current")) return void 0;
      if (lane === "hotfix" && is === void 0 && current !== void 0) return void 0;
      const age = newest.number === own.number ? "no older, and another release" : "newer";
      const tried = is === void 0 ? "has already had" : words[is];
      const hint = isCurrent || current === void 0 ? goBack(where, own) : bring(where, own);
      return outdated(own, `${where} ${tried} ${newest.version}, which is ${age}`, hint);
    };
    words = { current: "runs", failed: "may run", running: "is about to run" };
    lastTried = ({ running, failed, current }, key) => {
      if (running !== void 0 && releaseKey(running.release) === key) return "running";
      if (failed?.release.key === key) return "failed";
      return current !== void 0 && releaseKey(current.release) === key ? "current" : void 0;
    };
  }
});

// packages/core/src/policy/duration-words.ts
var units, inWords;
var init_duration_words = __esm({
  "packages/core/src/policy/duration-words.ts"() {
    "use strict";
    units = [
      ["day", 864e5],
      ["hour", 36e5],
      ["minute", 6e4],
      ["second", 1e3]
    ];
    inWords = (milliseconds) => {
      let left = Math.max(0, milliseconds);
      const words2 = [];
      for (const [unit, size] of units) {
        const count = Math.floor(left / size);
        left -= count * size;
        if (count > 0) words2.push(`${count} ${unit}${count === 1 ? "" : "s"}`);
      }
      return words2.length === 0 ? "0 seconds" : words2.slice(0, 2).join(" ");
    };
  }
});

// packages/core/src/policy/admission/rules/proved.ts
var required, proved;
var init_proved = __esm({
  "packages/core/src/policy/admission/rules/proved.ts"() {
    "use strict";
    init_sentences();
    init_evidence();
    init_duration_words();
    init_reason();
    required = ({ policy, lane }) => lane === "hotfix" ? policy.hotfix ?? [] : policy.requires;
    proved = (request) => {
      const { policy, evidence, soaked } = request;
      const latest = latestEvidence(evidence);
      const where = policy.environment;
      return required(request).flatMap(({ proof, soak }) => {
        if (soak !== void 0) {
          const had = soaked?.get(soak.environment) ?? 0;
          if (had >= soak.duration) return [];
          const message2 = `${where} is out of reach: ${soak.environment} has run this candidate, verified, for ${inWords(had)} of ${inWords(soak.duration)}`;
          return [reason(request, "SL6010", message2, `Promote it to ${where} once the time is over.`)];
        }
        const found = latest.get(proof);
        if (found?.verdict === "passed") return [];
        const revoked = found === void 0 ? "" : `; its latest verdict is ${found.verdict} (${found.at})`;
        const hint = proof.startsWith("deployed to ") ? `Deploy it to ${proof.slice("deployed to ".length)} first.` : `'${proof}' must pass for this very candidate before the deployment starts.`;
        return [reason(request, "SL6001", `${outOfReach(where, proof)}${revoked}`, hint)];
      });
    };
  }
});

// packages/core/src/policy/admission/rules/ran-before.ts
var ranBefore;
var init_ran_before = __esm({
  "packages/core/src/policy/admission/rules/ran-before.ts"() {
    "use strict";
    init_going_back();
    init_release();
    init_shell_word();
    init_reason();
    ranBefore = (request) => {
      const { release, state, past = [], policy } = request;
      const where = policy.environment;
      const key = releaseKey(release);
      const { current, failed, running } = state;
      const isCurrent = current !== void 0 && releaseKey(current.release) === key;
      if (isCurrent && failed === void 0 && running === void 0)
        return [
          reason(
            request,
            "SL6007",
            `${release.version} is what runs in ${where} now`,
            "There is nothing to go back to; name another version with --to."
          )
        ];
      const { ran, verified, failedChecks: failedChecks2 } = experienceOf(past, key);
      if (verified) return [];
      const missing = failedChecks2.length === 0 ? "its checks" : failedChecks2.map((proof) => `'${proof}'`).join(" and ");
      const message2 = ran ? `${release.version} ran in ${where}, but ${missing} ${failedChecks2.length === 0 ? "there never passed" : "did not pass"}` : `${release.version} never ran in ${where}`;
      return [
        reason(
          request,
          "SL6006",
          message2,
          `Go back to a version that did: shipline history ${shellWord(where)} lists them. A version that never ran there is released or promoted.`
        )
      ];
    };
  }
});

// packages/core/src/policy/admission/rules/replayed.ts
var notReplayed;
var init_replayed = __esm({
  "packages/core/src/policy/admission/rules/replayed.ts"() {
    "use strict";
    init_reason();
    notReplayed = (request) => {
      const { run: run2, past = [], state, policy, lane } = request;
      if (run2 === void 0) return [];
      const before2 = past.findLast((one) => one.run === run2 && one.lane === lane && one.result === "succeeded");
      if (before2 === void 0 || before2.deployment === state.current?.deployment) return [];
      const where = policy.environment;
      return [
        reason(
          request,
          "SL6002",
          `this run is outdated: it has put ${before2.release.version} on ${where} before (${before2.at}), and something else was deployed since`,
          "Start a new run, if that is still what you want."
        )
      ];
    };
  }
});

// packages/core/src/policy/admission/rules/schema.ts
var compatible;
var init_schema = __esm({
  "packages/core/src/policy/admission/rules/schema.ts"() {
    "use strict";
    init_reason();
    compatible = (request) => {
      const { release, state, policy, lane } = request;
      const { schema } = state;
      if (schema === void 0) return [];
      const own = release.schema?.version ?? 0;
      if (own >= schema.oldest) return [];
      const unknown2 = release.schema === void 0;
      const known2 = unknown2 ? "does not say which it understands" : `is made for ${own}`;
      const declared = "Say in its rollout which versions it understands: schema: { version, oldest }.";
      return [
        reason(
          request,
          "SL6008",
          `the database of ${policy.environment} is at version ${schema.version} and serves releases from ${schema.oldest} on; ${release.version} ${known2}`,
          unknown2 && lane !== "rollback" ? declared : "Go to a release that understands it, or roll forward with a hotfix."
        )
      ];
    };
  }
});

// packages/core/src/policy/admission/rules/still-the-target.ts
var stillTheTarget;
var init_still_the_target = __esm({
  "packages/core/src/policy/admission/rules/still-the-target.ts"() {
    "use strict";
    init_going_back();
    init_release();
    init_shell_word();
    init_reason();
    stillTheTarget = (request) => {
      const { unnamed = false, release, state, past = [], policy } = request;
      const { current, running } = state;
      const key = releaseKey(release);
      if (!unnamed || running !== void 0 || current === void 0 || releaseKey(current.release) === key) return [];
      const target = rollbackTarget(past, state)?.release;
      if (target !== void 0 && releaseKey(target) === key) return [];
      const where = policy.environment;
      const now = target === void 0 ? "nowhere" : `to ${target.version}`;
      return [
        reason(
          request,
          "SL6002",
          `this rollback is outdated: it set out for ${release.version}, and by what has happened in ${where} since, the way back leads ${now}`,
          `Start it again, or name the version: shipline rollback ${shellWord(where)} --to ${shellWord(release.version)} --reason "\u2026".`
        )
      ];
    };
  }
});

// packages/core/src/policy/admission/rules/unoccupied.ts
var unoccupied;
var init_unoccupied = __esm({
  "packages/core/src/policy/admission/rules/unoccupied.ts"() {
    "use strict";
    init_shell_word();
    init_reason();
    unoccupied = (request) => {
      const { state, policy } = request;
      const { running } = state;
      if (running === void 0) return [];
      const who = running.by.name ?? running.by.subject;
      const where = policy.environment;
      return [
        reason(
          request,
          "SL6005",
          `another deployment to ${where} is under way: ${running.release.version} by ${who}, since ${running.at}`,
          `Wait for its end. If it is dead, it counts as aborted after ${running.deadline}, or now by: shipline settle ${shellWord(where)} --reason "\u2026".`
        )
      ];
    };
  }
});

// packages/core/src/policy/admission/admission.ts
var forward, backward, rules, admission, setAside;
var init_admission = __esm({
  "packages/core/src/policy/admission/admission.ts"() {
    "use strict";
    init_apply_record();
    init_asked();
    init_blocked();
    init_frozen();
    init_newer();
    init_proved();
    init_ran_before();
    init_replayed();
    init_schema();
    init_still_the_target();
    init_unoccupied();
    forward = [
      justified,
      overridable,
      leadsThere,
      proved,
      newer,
      notReplayed,
      blocked,
      compatible,
      frozen,
      unoccupied
    ];
    backward = [
      justified,
      overridable,
      ranBefore,
      stillTheTarget,
      notReplayed,
      blocked,
      compatible,
      frozen,
      unoccupied
    ];
    rules = {
      release: forward,
      hotfix: forward,
      promote: forward,
      rollback: backward
    };
    admission = (given2) => {
      const request = { ...given2, state: stateAt(given2.state, given2.now) };
      const overrides = request.overrides ?? [];
      const needed2 = /* @__PURE__ */ new Set();
      const reasons = rules[request.lane].flatMap((rule) => {
        const found = rule(request);
        const name = setAside.get(rule);
        if (name === void 0 || !overrides.some((override) => override.rule === name)) return found;
        if (found.length > 0) needed2.add(name);
        return [];
      });
      if (reasons.length > 0) return { admitted: false, reasons };
      return { admitted: true, overrides: [...needed2].flatMap((rule) => overrides.find((one) => one.rule === rule) ?? []) };
    };
    setAside = /* @__PURE__ */ new Map([[frozen, "freeze"]]);
  }
});

// packages/core/src/policy/admission/open-deployment.ts
var iso, settled, openDeployment;
var init_open_deployment = __esm({
  "packages/core/src/policy/admission/open-deployment.ts"() {
    "use strict";
    init_apply_record();
    init_evidence();
    init_admission();
    iso = (milliseconds) => new Date(milliseconds).toISOString();
    settled = ({ state, now, policy }, about) => {
      const { running } = state;
      if (running === void 0 || stateAt(state, now) === state) return [];
      return [
        {
          kind: "settled",
          id: `${about.deployment}/settled`,
          environment: policy.environment,
          at: iso(now),
          by: about.by,
          ...about.run === void 0 ? {} : { run: about.run },
          deployment: running.deployment,
          result: "aborted",
          reason: `it did not end before its deadline ${running.deadline}`
        }
      ];
    };
    openDeployment = (request, about) => {
      const decision = admission(about.run === void 0 ? request : { ...request, run: about.run.id });
      const { policy, lane, release, state, now } = request;
      const { deployment, by, run: run2, incident } = about;
      const common = (name) => ({
        id: `${deployment}/${name}`,
        environment: policy.environment,
        at: iso(now),
        by,
        ...run2 === void 0 ? {} : { run: run2 },
        deployment
      });
      const why = {
        ...request.reason === void 0 ? {} : { reason: request.reason },
        ...incident === void 0 ? {} : { incident }
      };
      const proofs = [...latestEvidence(request.evidence).values()];
      const base = { lane, release, proofs, pipeline: about.pipeline, ...why };
      if (!decision.admitted) {
        const reasons = decision.reasons.map(({ code: code2, message: message2 }) => ({ code: code2, message: message2 }));
        return {
          admission: decision,
          drafts: [...settled(request, about), { kind: "refused", ...common("refused"), ...base, reasons }]
        };
      }
      return {
        admission: decision,
        drafts: [
          ...settled(request, about),
          ...decision.overrides.map(({ rule, reason: reason2 }) => ({
            kind: "override",
            ...common(`override-${rule}`),
            rule,
            reason: reason2,
            ...incident === void 0 ? {} : { incident }
          })),
          {
            kind: "started",
            ...common("started"),
            ...base,
            ...state.current === void 0 ? {} : { from: state.current.release.version },
            commits: about.commits,
            checks: policy.checks,
            deadline: iso(now + about.within)
          }
        ]
      };
    };
  }
});

// packages/core/src/index.ts
var init_src = __esm({
  "packages/core/src/index.ts"() {
    "use strict";
    init_open_deployment();
  }
});

// when-needed:node:stream/promises
var require_promises2 = __commonJS({
  "when-needed:node:stream/promises"(exports, module) {
    "use strict";
    module.exports = __require("node:stream/promises");
  }
});

// packages/runners/src/guard/candidate/digest-of.ts
var import_node_crypto, import_node_fs5, import_node_path4, import_promises3, digestOf;
var init_digest_of = __esm({
  "packages/runners/src/guard/candidate/digest-of.ts"() {
    "use strict";
    import_node_crypto = __toESM(require_node_crypto(), 1);
    import_node_fs5 = __toESM(require_node_fs(), 1);
    import_node_path4 = __toESM(require_node_path(), 1);
    import_promises3 = __toESM(require_promises2(), 1);
    init_guard_error();
    digestOf = async ({ variable: variable3, folder }, path) => {
      const file = (0, import_node_path4.resolve)(folder, path);
      if (!file.startsWith((0, import_node_path4.resolve)(folder) + import_node_path4.sep))
        throw misused("SHIPLINE_POLICY", `names an archive outside of ${variable3}: ${path}`);
      const hash3 = (0, import_node_crypto.createHash)("sha256");
      try {
        await (0, import_promises3.pipeline)((0, import_node_fs5.createReadStream)(file), hash3);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw refused(
          "SL6154",
          `the archive ${path} cannot be read: ${why}`,
          "It is downloaded before the guard looks at it."
        );
      }
      return `sha256:${hash3.digest("hex")}`;
    };
  }
});

// packages/runners/src/guard/candidate/check-archive.ts
var checkArchive;
var init_check_archive = __esm({
  "packages/runners/src/guard/candidate/check-archive.ts"() {
    "use strict";
    init_guard_error();
    init_variables();
    init_digest_of();
    checkArchive = async ({ variables, platform: { work } }, archive, { name, digest }, source) => {
      if (archive === void 0) return;
      const actual = await digestOf({ variable: work, folder: needed(variables, work) }, archive);
      if (actual === digest) return;
      throw refused(
        "SL6154",
        `'${name}' is not what it should be: the archive has the digest ${actual}, ${source} ${digest}`,
        "Somebody has replaced the archive, or it did not arrive whole. Run again; if it stays, find out who writes there."
      );
    };
  }
});

// packages/runners/src/guard/candidate/version-of.ts
var versionOf;
var init_version_of = __esm({
  "packages/runners/src/guard/candidate/version-of.ts"() {
    "use strict";
    init_guard_error();
    versionOf = async ({ variables, platform }, source) => {
      const commit = await platform.commit(variables, source.head);
      const tagged = platform.tag(variables);
      if (tagged === void 0) return `${await source.moment(commit)}-${commit.slice(0, 8)}`;
      const bytes = Buffer.from(tagged.tag.replace(/^v/, ""), "utf8").toString("latin1");
      const version = bytes.replace(/[^A-Za-z0-9_.-]/g, "-").replace(/^[.-]*/, "").slice(0, 128);
      if (version === "") throw refused("SL6153", `the tag '${tagged.ref}' leaves no version`, "Give it letters or digits.");
      return version;
    };
  }
});

// packages/runners/src/guard/candidate/built-release.ts
var builtArtifact, builtRelease;
var init_built_release = __esm({
  "packages/runners/src/guard/candidate/built-release.ts"() {
    "use strict";
    init_guard_error();
    init_check_archive();
    init_version_of();
    builtArtifact = ({ name, kind, job = "" }, jobs, { platform: { words: words2 } }) => {
      const built = jobs.get(job);
      const output = (key) => built?.outputs.get(key) ?? "";
      const wrong2 = (what, value) => refused(
        "SL6153",
        `the ${what} of '${name}' did not arrive whole from the job '${job}': ${JSON.stringify(value)}`,
        built?.result === "success" ? words2.dropped : `'${job}' must have passed in this run.`
      );
      const [digest, ref, version] = [output("digest"), output("ref"), output("version")];
      if (!/^sha256:[0-9a-f]{64}$/.test(digest)) throw wrong2("digest", digest);
      if (!/^[\w.-]+$/.test(version)) throw wrong2("version", version);
      const before2 = ref.slice(0, -digest.length - 1);
      const fits = kind === "files" ? before2 === name : /^[^\s@]+$/.test(before2);
      if (!ref.endsWith(`@${digest}`) || !fits) throw wrong2("reference", ref);
      const artifact2 = { kind, name, digest, ref };
      return { artifact: artifact2, version };
    };
    builtRelease = async (caller, { artifacts, schema }, jobs, source) => {
      const chosen = artifacts.filter(({ job = "" }) => jobs.get(job)?.result !== "skipped");
      const built = chosen.map((one) => builtArtifact(one, jobs, caller));
      const versions = [...new Set(built.map(({ version }) => version))];
      if (versions.length > 1)
        throw refused(
          "SL6153",
          `the artifacts of this run are of several versions: ${versions.join(", ")}`,
          "Run all of its jobs again, so that they are built from one commit."
        );
      for (const [index, { artifact: artifact2 }] of built.entries())
        await checkArchive(caller, chosen[index]?.archive, artifact2, "its build handed on");
      const commit = await caller.platform.commit(caller.variables, source.head);
      return {
        version: versions[0] ?? await versionOf(caller, source),
        number: await source.number(commit),
        commit,
        artifacts: built.map(({ artifact: artifact2 }) => artifact2),
        ...schema === void 0 ? {} : { schema }
      };
    };
  }
});

// packages/runners/src/guard/candidate/run-evidence.ts
var verdicts2, runEvidence, withLedger2;
var init_run_evidence = __esm({
  "packages/runners/src/guard/candidate/run-evidence.ts"() {
    "use strict";
    verdicts2 = /* @__PURE__ */ new Map([
      ["success", "passed"],
      ["failure", "failed"]
    ]);
    runEvidence = ({ proofs }, jobs, { run: run2 }, now) => proofs.flatMap(({ proof, job }) => {
      const { result = "", by } = jobs.get(job) ?? {};
      const verdict = verdicts2.get(result);
      if (verdict === void 0) return [];
      return [{ proof, verdict, at: new Date(now).toISOString(), ...by === void 0 ? {} : { by }, run: run2 }];
    });
    withLedger2 = (ofRun2, { evidence, ledgerOnly }) => {
      const known2 = /* @__PURE__ */ new Set([...evidence.map(({ proof }) => proof), ...ledgerOnly]);
      return [...evidence, ...ofRun2.filter(({ proof, verdict }) => verdict !== "passed" || !known2.has(proof))];
    };
  }
});

// packages/runners/src/guard/input/run.ts
var deploymentId;
var init_run = __esm({
  "packages/runners/src/guard/input/run.ts"() {
    "use strict";
    init_plan();
    deploymentId = ({ run: run2 }, environment) => `${run2.id}.${run2.attempt}/deploy-${slug(environment)}`;
  }
});

// packages/runners/src/guard/ledger/append.ts
var import_promises4, mostRaces, append;
var init_append = __esm({
  "packages/runners/src/guard/ledger/append.ts"() {
    "use strict";
    import_promises4 = __toESM(require_promises(), 1);
    init_guard_error();
    mostRaces = 30;
    append = async (store, environment, step) => {
      for (let race = 0; race < mostRaces; race++) {
        if (race > 0) await (0, import_promises4.setTimeout)(Math.random() * Math.min(2e3, 50 * 2 ** race));
        const tip = await store.tip(environment);
        const { drafts, result } = await step(tip);
        if (drafts.length === 0) return { before: tip.state, result };
        const { appended } = await store.append(environment, drafts, tip);
        if (appended) return { before: tip.state, result };
      }
      throw refused(
        "SL4309",
        `others write to the ledger of ${environment} faster than this run: it has tried ${mostRaces} times`,
        "Run again when less is going on there."
      );
    };
  }
});

// packages/runners/src/guard/commands/admit.ts
var admit_exports = {};
__export(admit_exports, {
  admit: () => admit
});
var ofRun, ofLedger, again2, admit;
var init_admit = __esm({
  "packages/runners/src/guard/commands/admit.ts"() {
    "use strict";
    init_src();
    init_ledger();
    init_built_release();
    init_check_archive();
    init_known();
    init_ledger_release();
    init_run_evidence();
    init_source();
    init_guard_error();
    init_deploy_policy();
    init_request();
    init_run();
    init_append();
    init_open_ledger();
    init_release_outputs();
    init_refused();
    init_refusal();
    ofRun = async (world2, deploy, { lane }, run2, source) => {
      const jobs = world2.platform.jobs(world2.variables, {
        lane,
        jobs: [...deploy.artifacts.flatMap(({ job }) => job ?? []), ...deploy.proofs.map(({ job }) => job)]
      });
      const release = await builtRelease(world2, deploy, jobs, source);
      return async (store) => ({
        release,
        known: async (now) => {
          const { soaked, past, ...found } = await knownOfRun(store, deploy.policy, { lane, release, run: run2.run.id, now });
          return { soaked, past, evidence: withLedger2(runEvidence(deploy, jobs, run2, now), found) };
        }
      });
    };
    ofLedger = (world2, { policy, artifacts }, request, { run: run2 }) => async (store) => {
      const release = ledgerRelease(await allChains(store), policy.environment, { ...request, run: run2.id }, Date.now());
      for (const { name, archive } of artifacts) {
        const artifact2 = release.artifacts.find((one) => one.name === name);
        if (artifact2 !== void 0) await checkArchive(world2, archive, artifact2, `${release.version} has`);
      }
      return {
        release,
        known: async (now) => knownOfLedger(await allChains(store), policy.environment, release, now)
      };
    };
    again2 = ({ state }, deployment) => {
      if (state.running?.deployment === deployment) return { kind: "again", release: state.running.release };
      if (state.current?.deployment !== deployment && state.failed?.deployment !== deployment) return void 0;
      throw refused(
        "SL6155",
        `the deployment ${deployment} is over already`,
        "A run deploys to an environment once. Run the job again, or start another run."
      );
    };
    admit = async (world2) => {
      const { variables, platform, log, warn, error, summarise, hand } = world2;
      const deploy = deployPolicy(variables);
      const request = asked(variables);
      const run2 = platform.run(variables);
      const { environment } = deploy.policy;
      const source = sourceIn(process.cwd(), world2);
      const deployment = deploymentId(run2, environment);
      const isBuilt = request.lane === "release" || request.lane === "hotfix";
      const candidate = isBuilt ? await ofRun(world2, deploy, request, run2, source) : ofLedger(world2, deploy, request, run2);
      await withLedger(world2, async (store) => {
        const { release, known: known2 } = await candidate(store);
        const decide = async (tip) => {
          const before2 = again2(tip, deployment);
          if (before2 !== void 0) return { drafts: [], result: before2 };
          const now = Date.now();
          const ofLedger2 = await known2(now);
          const { current } = tip.state;
          const { admission: admission3, drafts } = openDeployment(
            {
              ...request,
              ...ofLedger2,
              policy: deploy.policy,
              now,
              release,
              state: tip.state
            },
            {
              deployment,
              ...run2,
              ...request.incident === void 0 ? {} : { incident: request.incident },
              commits: request.lane === "rollback" ? { count: 0, ids: [] } : await source.since(release.commit, release.number, current?.release),
              within: deploy.within,
              pipeline: deploy.pipeline
            }
          );
          const result2 = { kind: "decided", admission: admission3, known: ofLedger2 };
          if (admission3.admitted) return { drafts, result: result2 };
          const recorded = new Set((await store.read(environment, 20)).map(({ id }) => id));
          return { drafts: drafts.some(({ id }) => recorded.has(id)) ? [] : drafts, result: result2 };
        };
        const { result } = await append(store, environment, decide);
        const outputs = isBuilt ? [["version", release.version]] : releaseOutputs(release, deploy.artifacts);
        if (result.kind === "again") {
          hand([["deployment", deployment], ...outputs]);
          log(`${environment} has admitted ${release.version} already: ${deployment}.`);
          return;
        }
        const { admission: admission2, known: found } = result;
        if (!admission2.admitted) {
          for (const reason2 of admission2.reasons) error(reason2);
          summarise(refusal(environment, release.version, admission2.reasons, [...latestEvidence(found.evidence).values()]));
          throw new Refused();
        }
        hand([["deployment", deployment], ...outputs]);
        for (const { rule, reason: reason2 } of admission2.overrides)
          warn(`The ${rule} of ${environment} is set aside, on the record: ${reason2}`);
        log(`${environment} admits ${release.version}: ${deployment}.`);
      });
    };
  }
});

// packages/runners/src/guard/summary/mermaid.ts
var label, proofGraph;
var init_mermaid = __esm({
  "packages/runners/src/guard/summary/mermaid.ts"() {
    "use strict";
    label = (text2) => text2.replace(/[\p{C}\p{Z}]+/gu, " ").replace(/[^\p{L}\p{M}\p{N} .,/-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
    proofGraph = (proofs, deployment, checks) => {
      const before2 = proofs.map((proof, index) => `  p${index}("${label(proof)}") --> d`);
      const after = checks.map((proof, index) => `  d --> c${index}("${label(proof)}")`);
      return ["```mermaid", "flowchart LR", `  d["${label(deployment)}"]`, ...before2, ...after, "```"].join("\n");
    };
  }
});

// packages/runners/src/guard/summary/deployment.ts
var titles, deploymentSummary;
var init_deployment = __esm({
  "packages/runners/src/guard/summary/deployment.ts"() {
    "use strict";
    init_markdown();
    init_mermaid();
    init_proof_table();
    titles = {
      succeeded: (what, where) => `### \u2705 ${what} runs in ${where}`,
      failed: (what, where) => `### \u274C ${what} could not be deployed to ${where}`,
      cancelled: (what, where) => `### \u274C The deployment of ${what} to ${where} was cancelled`
    };
    deploymentSummary = (environment, { deployment, lane, release, by, run: run2, proofs, checks, reason: reason2, incident }, result) => {
      const { version, number: number3, commit, artifacts } = release;
      const rows = [
        ["environment", plain(environment)],
        ["version", `${code(version)}, number ${number3}`],
        ["commit", code(commit)],
        ...artifacts.map(({ name, ref }) => [plain(name), code(ref)]),
        ["lane", lane],
        ...reason2 === void 0 ? [] : [["reason", plain(reason2)]],
        ...incident === void 0 ? [] : [["incident", plain(incident)]],
        ["by", plain(by.name ?? by.subject)],
        ["deployment", run2 === void 0 ? code(deployment) : link(deployment, run2.url)],
        ["result", result]
      ];
      const uncertain = result === "succeeded" ? [] : [`What runs in ${plain(environment)} is uncertain until a deployment succeeds.`];
      return [
        titles[result](plain(version), plain(environment)),
        ...uncertain,
        table(["", ""], rows),
        proofTable(proofs),
        proofGraph(
          proofs.filter(({ verdict }) => verdict === "passed").map(({ proof }) => proof),
          `${version} in ${environment}`,
          result === "succeeded" ? checks : []
        ),
        ""
      ].join("\n\n");
    };
  }
});

// packages/runners/src/guard/commands/record.ts
var record_exports = {};
__export(record_exports, {
  record: () => record
});
var results, far, before, record;
var init_record = __esm({
  "packages/runners/src/guard/commands/record.ts"() {
    "use strict";
    init_guard_error();
    init_deploy_policy();
    init_request();
    init_variables();
    init_append();
    init_open_ledger();
    init_deployment();
    results = { success: "succeeded", failure: "failed", cancelled: "cancelled" };
    far = 200;
    before = async (store, state, deployment) => {
      if (state.current?.deployment === deployment) return "succeeded";
      if (state.failed?.deployment === deployment && state.failed.result !== "aborted") return state.failed.result;
      const records = await store.read(state.environment, far);
      const ending = records.find(
        (one) => (one.kind === "finished" || one.kind === "settled") && one.deployment === deployment
      );
      if (ending?.kind === "finished") return ending.result;
      throw refused(
        "SL6155",
        ending?.kind === "settled" ? `the deployment ${deployment} was settled as aborted before it ended (${ending.at}): ${ending.reason ?? ""}` : `the deployment ${deployment} is not under way in ${state.environment}`,
        `Nobody knows for sure what runs in ${state.environment}: deploy again.`
      );
    };
    record = async (world2) => {
      const { variables, platform, log, summarise } = world2;
      const environment = policyEnvironment(variables);
      const deployment = needed(variables, "SHIPLINE_DEPLOYMENT");
      const result = results[jobStatus(world2)];
      const { by, run: run2 } = platform.run(variables);
      const { result: outcome } = await withLedger(
        world2,
        (store) => append(store, environment, async ({ state }) => {
          const { running } = state;
          if (running?.deployment !== deployment)
            return { drafts: [], result: { recorded: await before(store, state, deployment) } };
          const at = (/* @__PURE__ */ new Date()).toISOString();
          const draft = {
            kind: "finished",
            id: `${deployment}/finished`,
            environment,
            at,
            by,
            run: run2,
            deployment,
            result
          };
          return { drafts: [draft], result: { running } };
        })
      );
      if ("recorded" in outcome) {
        log(`The end of ${deployment} is recorded already: ${outcome.recorded}.`);
        return;
      }
      summarise(deploymentSummary(environment, outcome.running, result));
      log(`Recorded: ${deployment} has ${result === "cancelled" ? "been cancelled" : result}.`);
    };
  }
});

// packages/runners/src/guard/summary/check.ts
var checkSummary;
var init_check = __esm({
  "packages/runners/src/guard/summary/check.ts"() {
    "use strict";
    init_markdown();
    init_proof_table();
    checkSummary = (environment, proof, verdict, version) => `${table(
      ["environment", "version", "proof", "verdict"],
      [[plain(environment), code(version), plain(proof), `${marks[verdict]} ${verdict}`]]
    )}
`;
  }
});

// packages/runners/src/guard/commands/check.ts
var check_exports = {};
__export(check_exports, {
  check: () => check
});
var verdicts3, check;
var init_check2 = __esm({
  "packages/runners/src/guard/commands/check.ts"() {
    "use strict";
    init_ledger();
    init_deploy_policy();
    init_request();
    init_variables();
    init_append();
    init_open_ledger();
    init_check();
    verdicts3 = {
      success: "passed",
      failure: "failed",
      cancelled: "inconclusive"
    };
    check = async (world2) => {
      const { variables, platform, log, summarise } = world2;
      const { environment, proof } = checkPolicy(variables);
      const deployment = needed(variables, "SHIPLINE_DEPLOYMENT");
      const verdict = verdicts3[jobStatus(world2)];
      const { by, run: run2 } = platform.run(variables);
      const { result: version } = await withLedger(
        world2,
        (store) => append(store, environment, ({ state: { current, running, failed } }) => {
          if (current?.deployment !== deployment || running !== void 0 || failed !== void 0)
            return { drafts: [], result: void 0 };
          const { version: version2 } = current.release;
          const known2 = current.results.find((one) => one.proof === proof);
          if (known2?.run?.id === run2.id && known2.run.attempt === run2.attempt && known2.verdict === verdict)
            return { drafts: [], result: version2 };
          const release = { version: version2, key: releaseKey(current.release) };
          const at = (/* @__PURE__ */ new Date()).toISOString();
          const id = `${deployment}/check-${proof}/${run2.id}.${run2.attempt}/${verdict}`;
          return { drafts: [{ kind: "check", id, environment, at, by, run: run2, release, proof, verdict }], result: version2 };
        })
      );
      if (version === void 0) {
        log(`Nothing is recorded: what ${deployment} put into ${environment} is no longer what runs there for sure.`);
        return;
      }
      summarise(checkSummary(environment, proof, verdict, version));
      log(`Recorded: ${proof} has ${verdict} for ${version}.`);
    };
  }
});

// packages/runners/src/guard/main.ts
init_run_problem();
init_ledger_error();
init_guard_error();

// packages/runners/src/guard/output/world.ts
var import_node_fs2 = __toESM(require_node_fs(), 1);
init_variables();
init_credentials();

// packages/runners/src/guard/platform/github.ts
init_guard_error();

// packages/runners/src/guard/input/commit-id.ts
init_guard_error();
init_variables();
var commitId = (variables, name) => {
  const commit = needed(variables, name);
  if (!/^[0-9a-f]{40,64}$/.test(commit)) throw misused(name, "is not the id of a commit");
  return commit;
};

// packages/runners/src/guard/input/needs.ts
init_guard_error();
init_json();
init_variables();
var variable = "SHIPLINE_NEEDS";
var neededJobs = (variables) => {
  if (given(variables, variable) === void 0) return /* @__PURE__ */ new Map();
  return new Map(
    Object.entries(jsonVariable(variables, variable)).map(([id, job]) => {
      if (!isObject(job) || typeof job.result !== "string")
        throw misused(variable, `has no result for ${JSON.stringify(id)}`);
      const outputs = isObject(job.outputs) ? Object.entries(job.outputs) : [];
      const texts2 = outputs.flatMap(([name, value]) => typeof value === "string" ? [[name, value]] : []);
      return [id, { result: job.result, outputs: new Map(texts2) }];
    })
  );
};

// packages/runners/src/guard/platform/github.ts
init_variables();
var actorOf = (variables) => {
  const issuer = needed(variables, "GITHUB_SERVER_URL");
  const name = needed(variables, "GITHUB_ACTOR");
  const again3 = given(variables, "GITHUB_TRIGGERING_ACTOR") ?? name;
  return again3 === name ? { issuer, subject: needed(variables, "GITHUB_ACTOR_ID"), name } : { issuer, subject: `login:${again3}`, name: again3 };
};
var message = (text2) => text2.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
var voice = {
  // Neither of the two forms of a command.
  line: (text2) => text2.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").replace(/^(\s*)::/, "$1: :").replaceAll("##[", "# #["),
  error: (problem) => `::error::${message(`${problem.code} ${problem.message}
help: ${problem.hint}`)}`,
  warning: (text2) => `::warning::${message(text2)}`,
  files: { summary: "GITHUB_STEP_SUMMARY", outputs: "GITHUB_OUTPUT" },
  // The end of the value is a word that no value can hold, because nobody knows it before.
  output: ([name, value]) => {
    const end = `shipline-${crypto.randomUUID()}`;
    return `${name}<<${end}
${value}
${end}
`;
  }
};
var github = {
  voice,
  words: {
    history: "Let actions/checkout fetch all of it, fetch-depth: 0; Shipline's own jobs do: run `shipline compile`.",
    checkout: "Run actions/checkout before the guard.",
    dropped: "GitHub drops an output that holds the text of a secret, without an error: is there a secret as short as that?"
  },
  work: "RUNNER_TEMP",
  endings: { success: "success", failure: "failure", cancelled: "cancelled" },
  run: (variables) => {
    const id = needed(variables, "GITHUB_RUN_ID");
    const number3 = given(variables, "GITHUB_RUN_ATTEMPT") ?? "1";
    if (!/^[1-9]\d{0,8}$/.test(number3)) throw misused("GITHUB_RUN_ATTEMPT", "is not a number");
    const attempt = Number(number3);
    const run2 = `${needed(variables, "GITHUB_SERVER_URL")}/${needed(variables, "GITHUB_REPOSITORY")}/actions/runs/${id}`;
    return { by: actorOf(variables), run: { id, url: attempt === 1 ? run2 : `${run2}/attempts/${attempt}`, attempt } };
  },
  commit: async (variables) => commitId(variables, "GITHUB_SHA"),
  tag: (variables) => {
    const ref = given(variables, "GITHUB_REF") ?? "";
    const isTag = given(variables, "GITHUB_EVENT_NAME") === "push" && ref.startsWith("refs/tags/");
    return isTag ? { tag: ref.slice("refs/tags/".length), ref } : void 0;
  },
  jobs: neededJobs,
  remote: (variables) => {
    const server = needed(variables, "GITHUB_SERVER_URL");
    return { server, url: `${server}/${needed(variables, "GITHUB_REPOSITORY")}` };
  },
  login: (variables) => ({ user: "x-access-token", token: needed(variables, "SHIPLINE_TOKEN") }),
  logins: (variables) => {
    const token = given(variables, "SHIPLINE_TOKEN");
    return token === void 0 ? [] : [{ user: "x-access-token", token }];
  }
};

// packages/runners/src/guard/platform/gitlab.ts
init_guard_error();
init_variables();

// packages/runners/src/guard/platform/receipts.ts
var import_node_fs = __toESM(require_node_fs(), 1);
var import_node_path = __toESM(require_node_path(), 1);
init_guard_error();
var receiptFolder = (0, import_node_path.join)(".shipline", "run");
var wrong = (job, what) => refused(
  "SL6156",
  `the receipt of the job '${job}' ${what}`,
  `It was left by another run, or somebody has put it into ${receiptFolder}. Start a new pipeline.`
);
var linesOf = (job, text2) => {
  const found = /* @__PURE__ */ new Map();
  for (const line2 of text2.split("\n")) {
    if (line2 === "") continue;
    const [, key = "", value = ""] = /^([\w-]+)=(.*)$/.exec(line2) ?? [];
    if (key === "" || found.has(key)) throw wrong(job, `cannot be read at ${JSON.stringify(line2)}`);
    found.set(key, value);
  }
  return found;
};
var receipt = (file, job, origin) => {
  const found = linesOf(job, (0, import_node_fs.readFileSync)(file, "utf8"));
  for (const key of ["pipeline", "commit"]) {
    const said2 = found.get(key);
    if (said2 !== origin[key])
      throw wrong(job, said2 === void 0 ? `names no ${key}` : `is of the ${key} ${said2}, and this is ${origin[key]}`);
  }
  const by = found.get("by");
  return {
    result: "success",
    outputs: found,
    ...by === void 0 ? {} : { by: { issuer: origin.issuer, subject: `login:${by}`, name: by } }
  };
};
var receipts = (folder, { jobs, lane }, origin) => {
  const found = /* @__PURE__ */ new Map();
  for (const job of new Set(jobs)) {
    if (!/^[\w-][\w.-]*$/.test(job))
      throw misused("SHIPLINE_POLICY", `names a job that none can be: ${JSON.stringify(job)}`);
    const file = (0, import_node_path.join)(folder, receiptFolder, job);
    if ((0, import_node_fs.existsSync)(file)) found.set(job, receipt(file, job, origin));
    else if (lane === "hotfix") found.set(job, { result: "skipped", outputs: /* @__PURE__ */ new Map() });
  }
  return found;
};

// packages/runners/src/guard/platform/gitlab.ts
var line = (text2) => text2.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
var voice2 = {
  line,
  error: ({ code: code2, message: message2, hint }) => `ERROR: ${code2} ${line(message2)}
help: ${line(hint)}`,
  warning: (text2) => `WARNING: ${line(text2)}`,
  files: { summary: "SHIPLINE_SUMMARY", outputs: "SHIPLINE_OUTPUT" },
  output: ([name, value]) => {
    if (new RegExp("\\p{Cc}", "u").test(value))
      throw refused("SL6153", `'${name}' is no single line: ${JSON.stringify(value)}`, "Deploy another release.");
    return `${name}=${value}
`;
  }
};
var tokens = ["SHIPLINE_TOKEN", "SHIPLINE_LEDGER_TOKEN"];
var loginOf = (variables, token) => ({
  user: token === variables.CI_JOB_TOKEN ? "gitlab-ci-token" : "oauth2",
  token
});
var fromAddress = (address = "") => {
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return void 0;
  const { origin, pathname } = new URL(address);
  return { server: origin, url: `${origin}${pathname}` };
};
var number = (variables, name) => {
  const value = needed(variables, name);
  if (!/^[1-9]\d{0,14}$/.test(value)) throw misused(name, "is not a number");
  return value;
};
var gitlab = {
  voice: voice2,
  words: {
    history: 'Let the runner fetch all of it, GIT_DEPTH: "0"; Shipline\'s own jobs do: run `shipline compile`.',
    checkout: "Let the runner fetch the source: GIT_STRATEGY must not be none.",
    dropped: "The receipt that its job has left does not hold it: run that job again."
  },
  work: "SHIPLINE_WORK",
  endings: {
    success: "success",
    failed: "failure",
    failure: "failure",
    canceled: "cancelled",
    cancelled: "cancelled"
  },
  // A job that is started again is a new job of the same pipeline, started by whoever did so.
  run: (variables) => {
    const id = number(variables, "CI_PIPELINE_ID");
    const attempt = Number(number(variables, "CI_JOB_ID"));
    const url = given(variables, "CI_JOB_URL") ?? given(variables, "CI_PIPELINE_URL");
    return {
      by: {
        issuer: needed(variables, "CI_SERVER_URL"),
        subject: needed(variables, "GITLAB_USER_ID"),
        name: needed(variables, "GITLAB_USER_LOGIN")
      },
      run: { id, attempt, ...url === void 0 ? {} : { url } }
    };
  },
  // Whoever starts a pipeline may be allowed to set its variables, also those that GitLab itself sets.
  commit: async (variables, head) => {
    const said2 = commitId(variables, "CI_COMMIT_SHA");
    const actual = await head();
    if (actual === said2) return said2;
    throw refused(
      "SL6157",
      `the commit ${actual} is checked out, and CI_COMMIT_SHA names ${said2}`,
      "Nobody may set GitLab's own variables: let no role use pipeline variables, in the project's CI/CD settings."
    );
  },
  tag: (variables) => {
    const tag = given(variables, "CI_COMMIT_TAG");
    return tag === void 0 ? void 0 : { tag, ref: tag };
  },
  jobs: (variables, wanted) => receipts(process.cwd(), wanted, {
    issuer: needed(variables, "CI_SERVER_URL"),
    pipeline: number(variables, "CI_PIPELINE_ID"),
    commit: commitId(variables, "CI_COMMIT_SHA")
  }),
  // The runner clones what the server tells it, and whoever starts a pipeline may set these variables.
  remote: (variables, origin) => {
    const cloned = fromAddress(origin);
    if (cloned !== void 0) return cloned;
    const server = needed(variables, "CI_SERVER_URL");
    return { server, url: `${server}/${needed(variables, "CI_PROJECT_PATH")}.git` };
  },
  login: (variables) => {
    const chosen = tokens.map((name) => given(variables, name)).find((token) => token !== void 0);
    return loginOf(variables, chosen ?? needed(variables, "CI_JOB_TOKEN"));
  },
  logins: (variables) => [...tokens, "CI_JOB_TOKEN"].flatMap((name) => {
    const token = given(variables, name);
    return token === void 0 ? [] : [loginOf(variables, token)];
  })
};

// packages/runners/src/guard/platform/platform-of.ts
var platformOf = (variables) => variables.GITLAB_CI === "true" ? gitlab : github;

// packages/runners/src/guard/output/world.ts
var makeWorld = (variables, write) => {
  const platform = platformOf(variables);
  const { voice: voice3 } = platform;
  const secrets = secretsOf(platform.logins(variables));
  const masked = (text2) => secrets.reduce((rest, secret) => rest.replaceAll(secret, "***"), text2);
  return {
    variables,
    platform,
    log: (text2) => write(`${voice3.line(masked(text2))}
`),
    error: (problem) => write(`${voice3.error({ ...problem, message: masked(problem.message), hint: masked(problem.hint) })}
`),
    warn: (text2) => write(`${voice3.warning(masked(text2))}
`),
    summarise: (markdown) => {
      const file = given(variables, voice3.files.summary);
      if (file !== void 0) (0, import_node_fs2.appendFileSync)(file, `${masked(markdown)}
`);
    },
    hand: (values) => (0, import_node_fs2.appendFileSync)(needed(variables, voice3.files.outputs), values.map(voice3.output).join(""))
  };
};

// packages/runners/src/guard/main.ts
init_refused();
init_refusal();
var commands = /* @__PURE__ */ new Map([
  ["find", async () => (await Promise.resolve().then(() => (init_find(), find_exports))).find],
  ["admit", async () => (await Promise.resolve().then(() => (init_admit(), admit_exports))).admit],
  ["record", async () => (await Promise.resolve().then(() => (init_record(), record_exports))).record],
  ["check", async () => (await Promise.resolve().then(() => (init_check2(), check_exports))).check]
]);
var exits = { refused: 1, misused: 2 };
var unknown = (command) => new GuardError(
  runProblem(
    "SL6151",
    "",
    command === "" ? "the guard was called without a command" : `the guard has no command ${JSON.stringify(command)}`,
    `Call it with one of: ${[...commands.keys()].join(", ")}. Shipline writes the calls: run \`shipline compile\`.`
  ),
  "misused"
);
var errorOf = (error) => {
  if (error instanceof GuardError) return error;
  if (error instanceof LedgerError) return new GuardError(error.problem, "refused");
  const text2 = error instanceof Error ? error.stack ?? error.message : String(error);
  return new GuardError(
    runProblem("SL4405", "", `the guard itself failed: ${text2}`, "If this is a mistake in Shipline, please report it."),
    "refused"
  );
};
var run = async (world2, words2) => {
  const [name = "", ...more] = words2;
  try {
    if (name === "--version" && more.length === 0) {
      world2.log("0.1.0");
      return 0;
    }
    const command = commands.get(name);
    if (command === void 0 || more.length > 0) throw unknown(words2.join(" "));
    await (await command())(world2);
    return 0;
  } catch (error) {
    if (error instanceof Refused) return exits.refused;
    const { problem, exit } = errorOf(error);
    world2.error(problem);
    world2.summarise(failure(name, problem));
    return exits[exit];
  }
};
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {
});
var world = makeWorld(process.env, (text2) => void process.stdout.write(text2));
process.exitCode = await run(world, process.argv.slice(2));
