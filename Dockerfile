# Web, worker and beat are the same image with another command (docker-compose.yml).
FROM debian:12.11-slim
ENV DEBIAN_FRONTEND=noninteractive PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 UV_PYTHON_DOWNLOADS=never \
    DJANGO_SETTINGS_MODULE=config.settings HEJIE_MODE=production PATH=/app/.venv/bin:$PATH
# The packages of ./dev, and Python itself
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 python3-venv ca-certificates gettext \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk \
 && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv /opt/uv && /opt/uv/bin/pip install --no-cache-dir uv==0.13.9
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN /opt/uv/bin/uv sync --frozen --no-dev --no-cache --python python3.11
COPY . .
RUN for po in locale/*/LC_MESSAGES/*.po; do msgfmt -o "${po%.po}.mo" "$po"; done \
 && useradd --system --uid 10001 --no-create-home hejie \
 && mkdir -p /files && chown hejie /files
USER hejie
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--config", "config/gunicorn.py", "--bind", "0.0.0.0:8000"]
