# The server with documents, figures for Prometheus and PostgreSQL. It runs as nobody in particular and writes
# nowhere but to /tmp; dossiers are in the database.
FROM python:3.13-slim AS build
WORKDIR /source
COPY pyproject.toml README.md README.zh-CN.md LICENSE constraints.txt MANIFEST.in ./
COPY server server
COPY prompts prompts
COPY examples examples
RUN python -m venv /it-advisor \
    && PIP_CONSTRAINT=constraints.txt /it-advisor/bin/pip install --no-cache-dir ".[documents,metrics,postgres]" \
    && /it-advisor/bin/pip uninstall --yes pip \
    && find /it-advisor -name tests -type d -prune -exec rm -rf {} +

FROM python:3.13-slim
COPY --from=build /it-advisor /it-advisor
ENV PATH=/it-advisor/bin:$PATH PYTHONDONTWRITEBYTECODE=1 HOME=/tmp
LABEL io.modelcontextprotocol.server.name=io.github.it-advisor/it-advisor
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["it-advisor"]
CMD ["serve", "--http", "--host", "0.0.0.0"]
