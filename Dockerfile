# docker build -t vimarsh . && docker run -p 8501:8501 vimarsh
FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 VIMARSH_HOME=/data
RUN useradd --create-home --uid 1000 vimarsh && mkdir /data && chown vimarsh /data
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --no-compile -r requirements.txt && python -m compileall -q /usr/local/lib/python3.11/site-packages
COPY --chown=vimarsh . .
RUN python -m compileall -q analysis dashboard
USER vimarsh
EXPOSE 8501
HEALTHCHECK CMD python -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/_stcore/health')"
CMD ["streamlit", "run", "dashboard/asgi.py", "--server.address=0.0.0.0", "--server.headless=true", "--server.fileWatcherType=none"]
