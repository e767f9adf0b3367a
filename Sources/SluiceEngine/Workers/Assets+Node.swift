// SPDX-License-Identifier: Apache-2.0

extension Assets {
    /// The text of `Bootstraps/bootstrap.mjs`, which runs Node.js functions.
    static let nodeBootstrap = ##"""
        // SPDX-License-Identifier: Apache-2.0
        // Runs a Node.js handler against the Runtime API, over one raw socket. The answer to one
        // invocation and the question for the next go out in one write, which saves a round trip.
        import fs from 'node:fs';
        import { createRequire } from 'node:module';
        import net from 'node:net';
        import path from 'node:path';
        import { pathToFileURL } from 'node:url';
        import util from 'node:util';

        const env = process.env;
        const base = '/2018-06-01/runtime/';
        const next = `GET ${base}invocation/next HTTP/1.1\r\nHost: runtime\r\nUser-Agent: sluice-node\r\n\r\n`;
        const nothing = Buffer.alloc(0);
        const isJSON = env.AWS_LAMBDA_LOG_FORMAT === 'JSON';
        const ranks = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
        const leastRank = isJSON ? ranks.indexOf(env.AWS_LAMBDA_LOG_LEVEL) : 0;
        let requestId = '';

        class Fault extends Error {
          constructor(name, message, cause) {
            super(message);
            this.name = name;
            if (cause?.stack) this.stack = cause.stack;
          }
        }

        class Connection {
          constructor(address, onResponse) {
            const colon = address.lastIndexOf(':');
            this.buffer = nothing;
            this.parts = [];
            this.have = 0;
            this.need = 0;
            this.socket = net.connect(Number(address.slice(colon + 1)), address.slice(0, colon));
            this.socket.setNoDelay(true);
            this.socket.on('data', (data) => this.take(data, onResponse));
            const gone = () => process.exit(dead ? 129 : 0); // the engine is gone, or has heard our end
            this.socket.on('error', gone);
            this.socket.on('close', gone);
          }

          take(data, onResponse) {
            this.parts.push(data);
            this.have += data.length;
            if (this.have < this.need) return;
            let buffer = this.parts.length === 1 ? data : Buffer.concat(this.parts);
            for (;;) {
              const end = buffer.indexOf('\r\n\r\n');
              this.need = 0;
              if (end < 0) break;
              const fields = {};
              for (const line of buffer.toString('latin1', 0, end).split('\r\n').slice(1)) {
                const colon = line.indexOf(':');
                fields[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
              }
              this.need = end + 4 + Number(fields['content-length'] ?? 0);
              if (buffer.length < this.need) break;
              const body = buffer.subarray(end + 4, this.need);
              buffer = buffer.subarray(this.need);
              onResponse(fields, body);
            }
            this.parts = buffer.length ? [buffer] : [];
            this.have = buffer.length;
          }

          post(where, body, errorType, after = '') {
            const field = errorType ? `Lambda-Runtime-Function-Error-Type: ${errorType}\r\n` : '';
            const head =
              `POST ${base}${where} HTTP/1.1\r\nHost: runtime\r\n${field}` +
              `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
            this.socket.write(head + body + after);
          }
        }

        // Where Lambda has what lies in folders of this machine; errors name the former.
        function placesOf(folder, there) {
          if (!folder) return [];
          try {
            return [[fs.realpathSync(folder), there], [folder, there]];
          } catch {
            return [[folder, there]];
          }
        }

        const places = [...placesOf(env.LAMBDA_TASK_ROOT, '/var/task'), ...placesOf(env.LAMBDA_RUNTIME_DIR, '/var/runtime')];
        const placed = (text) => places.reduce((text, [here, there]) => text.replaceAll(here, there), String(text));

        function describe(error) {
          if (error instanceof Error || (error && typeof error === 'object' && 'stack' in error)) {
            return {
              errorType: String(error.name ?? 'Error'),
              errorMessage: placed(error.message ?? ''),
              trace: placed(error.stack ?? '').split('\n'),
            };
          }
          return { errorType: typeof error, errorMessage: String(error), trace: [] };
        }

        // Writes at once and whole: what is still in a buffer when the process is killed is lost.
        function write(text) {
          const bytes = Buffer.from(text);
          for (let at = 0; at < bytes.length; ) {
            try {
              at += fs.writeSync(1, bytes, at);
            } catch (error) {
              if (error.code !== 'EAGAIN') throw error;
            }
          }
        }

        function logJSON(level, values) {
          const head = { timestamp: new Date().toISOString(), level, requestId: requestId || undefined };
          const plain = (_, value) => (value instanceof Error ? errorFields(value) : value);
          if (values.length === 1) {
            try {
              return write(`${JSON.stringify({ ...head, message: values[0] }, plain)}\n`);
            } catch {
              // What cannot be written as JSON is written as text.
            }
          }
          const error = values.length > 1 ? values.find((value) => value instanceof Error) : undefined;
          write(`${JSON.stringify({ ...head, message: util.format(...values), ...errorFields(error) })}\n`);
        }

        function errorFields(error) {
          if (!error) return {};
          const stackTrace = typeof error.stack === 'string' ? placed(error.stack).split('\n') : [];
          const name = error.constructor?.name;
          return { errorType: name ?? 'UnknownError', errorMessage: placed(error.message), stackTrace };
        }

        function log(level, ...values) {
          if (ranks.indexOf(level) < leastRank) return;
          if (isJSON) return logJSON(level, values);
          const text = util.format(...values).replaceAll('\n', '\r');
          write(`${new Date().toISOString()}\t${requestId || 'undefined'}\t${level}\t${text}\n`);
        }

        function logError(what, error) {
          const { errorType, errorMessage, trace } = describe(error);
          if (isJSON) return logJSON('ERROR', [{ errorType, errorMessage, stackTrace: trace }]);
          log('ERROR', `${what} \t${JSON.stringify({ errorType, errorMessage, stack: trace })}`);
        }

        function patchConsole() {
          const levels = { log: 'INFO', info: 'INFO', debug: 'DEBUG', warn: 'WARN', error: 'ERROR', trace: 'TRACE' };
          for (const [name, level] of Object.entries(levels)) {
            console[name] = (...values) => log(level, ...values);
          }
        }

        function isModule(file) {
          if (file.endsWith('.mjs')) return true;
          if (file.endsWith('.cjs')) return false;
          const root = env.LAMBDA_TASK_ROOT;
          for (let folder = path.dirname(file); folder.startsWith(root); folder = path.dirname(folder)) {
            const manifest = path.join(folder, 'package.json');
            if (fs.existsSync(manifest)) {
              return JSON.parse(fs.readFileSync(manifest, 'utf8')).type === 'module';
            }
          }
          return false;
        }

        async function loadModule(root, name) {
          const stem = path.resolve(root, name);
          const file = ['.js', '.mjs', '.cjs', ''].map((end) => stem + end).find((file) => {
            return fs.existsSync(file) && fs.statSync(file).isFile();
          });
          if (!file) {
            throw new Fault('Runtime.ImportModuleError', `Error: Cannot find module '${name}'\nRequire stack:\n- ${root}`);
          }
          if (isModule(file)) return import(pathToFileURL(file).href);
          return createRequire(file)(file);
        }

        async function load(root, handler) {
          const slash = handler.lastIndexOf('/') + 1;
          const dot = handler.indexOf('.', slash);
          if (handler.includes('..') || dot <= slash || dot === handler.length - 1) {
            throw new Fault('Runtime.MalformedHandlerName', 'Bad handler');
          }
          const moduleName = handler.slice(0, dot);
          let found;
          try {
            found = await loadModule(root, moduleName);
          } catch (error) {
            if (error instanceof Fault) throw error;
            if (error instanceof SyntaxError) throw new Fault('Runtime.UserCodeSyntaxError', String(error), error);
            const isMissing = ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'].includes(error?.code);
            if (isMissing) throw new Fault('Runtime.ImportModuleError', String(error), error);
            throw error;
          }
          let value = found;
          let owner = found.default ?? found;
          for (const key of handler.slice(dot + 1).split('.')) {
            owner = value?.[key] === undefined ? owner : value;
            value = owner?.[key];
          }
          if (value === undefined) {
            throw new Fault('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
          }
          if (typeof value !== 'function') {
            throw new Fault('Runtime.HandlerNotFound', `${handler} is not a function`);
          }
          return value;
        }

        function contextOf(fields, settle) {
          const deadline = Number(fields['lambda-runtime-deadline-ms'] ?? 0);
          const text = fields['lambda-runtime-client-context'];
          return {
            callbackWaitsForEmptyEventLoop: true,
            functionName: env.AWS_LAMBDA_FUNCTION_NAME,
            functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
            memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
            logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
            logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
            clientContext: text ? JSON.parse(Buffer.from(text, 'latin1').toString('utf8')) : undefined,
            identity: undefined,
            invokedFunctionArn: fields['lambda-runtime-invoked-function-arn'],
            awsRequestId: fields['lambda-runtime-aws-request-id'],
            getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
            done: (error, result) => settle(error, result, false),
            succeed: (result) => settle(null, result, false),
            fail: (error) => settle(error ?? new Error('handled'), undefined, false),
          };
        }

        let connection;
        let handler;
        let current = null; // the invocation that runs
        let dead = false; // whether this process ends as soon as the engine knows why

        function finish(invocation, error, result) {
          if (dead || current !== invocation) return;
          current = null;
          connection.socket.ref();
          const where = `invocation/${invocation.id}`;
          let failure = error;
          if (!failure) {
            try {
              const text = JSON.stringify(result === undefined ? null : result);
              connection.post(`${where}/response`, text ?? 'null', '', next);
              return;
            } catch (problem) {
              failure = new Fault('Runtime.MarshalError', `Unable to stringify response body: ${problem.message}`);
            }
          }
          const described = describe(failure);
          logError('Invoke Error', failure);
          connection.post(`${where}/error`, JSON.stringify(described), described.errorType, next);
        }

        function invoke(fields, body) {
          requestId = fields['lambda-runtime-aws-request-id'];
          if (fields['lambda-runtime-trace-id']) env._X_AMZN_TRACE_ID = fields['lambda-runtime-trace-id'];
          const invocation = { id: requestId, pending: null };
          current = invocation;
          connection.socket.unref(); // so that an event loop with nothing left to do is noticed
          let context;
          const settle = (error, result, waits) => {
            if (invocation.pending || current !== invocation) return;
            invocation.pending = () => finish(invocation, error, result);
            if (!waits) setImmediate(invocation.pending);
          };
          const callback = (error, result) => settle(error, result, context.callbackWaitsForEmptyEventLoop);
          try {
            context = contextOf(fields, settle);
            const event = body.length ? JSON.parse(body.toString('utf8')) : {};
            const returned = handler(event, context, callback);
            if (typeof returned?.then === 'function') {
              invocation.isPromise = true;
              returned.then((result) => finish(invocation, null, result), (error) => finish(invocation, error ?? new Error('undefined'), null));
            }
          } catch (error) {
            finish(invocation, error ?? new Error('undefined'), null);
          }
        }

        process.on('beforeExit', () => {
          if (dead || !current) return;
          const invocation = current;
          if (invocation.pending) return invocation.pending();
          if (!invocation.isPromise) return finish(invocation, null, null);
          const text = 'The event loop is empty and the promise that the handler returned was never settled';
          finish(invocation, new Fault('Runtime.NodeJsExit', text), null);
        });

        function die(what, error) {
          logError(what, error);
          if (dead) return;
          dead = true;
          connection.socket.ref();
          // Nobody waits for an answer: the engine learns by the socket, and closes it when it has read
          // all that was sent before.
          if (handler && !current) return connection.socket.end();
          const described = describe(error);
          const where = current ? `invocation/${current.id}/error` : 'init/error';
          const status = current ? 129 : 1;
          connection.onReceipt = () => process.exit(status);
          connection.post(where, JSON.stringify(described), described.errorType);
        }

        process.on('uncaughtException', (error) => die('Uncaught Exception', error));
        process.on('unhandledRejection', (reason) => {
          const message = reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
          const fault = new Fault('Runtime.UnhandledPromiseRejection', message, reason);
          die('Unhandled Promise Rejection', fault);
        });

        patchConsole();
        connection = new Connection(env.AWS_LAMBDA_RUNTIME_API, (fields, body) => {
          if (!dead && fields['lambda-runtime-aws-request-id'] !== undefined) return invoke(fields, body);
          connection.onReceipt?.();
        });
        try {
          handler = await load(env.LAMBDA_TASK_ROOT, env._HANDLER);
          if (!dead) connection.socket.write(next);
        } catch (error) {
          die('Uncaught Exception', error ?? new Error('undefined'));
        }

        """##
}
