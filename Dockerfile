# docker build -t jiqun . && docker run --rm -v "$PWD:/work" jiqun build reports
# kg serve, to be asked from outside the container: docker run --rm -p 127.0.0.1:8000:8000 -v "$PWD:/work" jiqun serve --host 0.0.0.0
FROM python:3.13-slim AS wheel
WORKDIR /source
COPY . .
RUN pip wheel --no-cache-dir --wheel-dir /wheels ".[llm,mcp,parquet,shacl]"

FROM python:3.13-slim
RUN --mount=type=bind,from=wheel,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-index --find-links /wheels "jiqun[llm,mcp,parquet,shacl]" \
    && useradd --create-home jiqun
USER jiqun
WORKDIR /work
ENV KG_LANG=zh
ENTRYPOINT ["kg"]
CMD ["--help"]
