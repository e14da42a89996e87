"""Lambda: what a DynamoDB stream's event source mapping does with a batch that fails.

https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-errors.html
ministack repeats a failing batch for ever. Here the whole series of retries happens inside what ministack takes for one
invocation; then the stream moves on.
"""

import time

from ministack.services import lambda_svc


def apply():
    invoke = lambda_svc._execute_function

    def invoke_batch(function, event):
        records = stream_records(event)
        mapping = records and mapping_of(function, records[0]["eventSourceARN"])
        if not mapping or mapping.get("MaximumRetryAttempts") in (None, -1):
            return invoke(function, event)
        result = Batch(invoke, function, mapping).run(records, 0)
        return {**result, "error": False}

    lambda_svc._execute_function = invoke_batch


def stream_records(event):
    records = event.get("Records") if isinstance(event, dict) else None
    if records and isinstance(records[0], dict) and records[0].get("eventSource") == "aws:dynamodb":
        return records
    return None


def mapping_of(function, stream_arn):
    name = (function.get("config") or function)["FunctionName"]
    mappings = (mapping for _, _, mapping in lambda_svc._iter_all_esms())
    return next((m for m in mappings if m["EventSourceArn"] == stream_arn and m["FunctionName"].split(":")[-1] == name), None)


class Batch:
    def __init__(self, invoke, function, mapping):
        self.invoke, self.function, self.mapping = invoke, function, mapping

    def run(self, records, tried):
        result = self.invoke(self.function, {"Records": records})
        start = 0 if result.get("error") else self.first_failure(records, result)
        if start is None:
            return result
        records = records[start:]
        if start == 0 and len(records) > 1 and self.mapping.get("BisectBatchOnFunctionError"):
            # Splitting does not use up a retry.
            middle = len(records) // 2
            self.run(records[:middle], tried)
            return self.run(records[middle:], tried)
        if tried >= self.mapping["MaximumRetryAttempts"]:
            self.give_up(records, result)
            return result
        time.sleep(min(0.1 * 2**tried, 1))
        return self.run(records, tried + 1)

    def first_failure(self, records, result):
        """Index of the lowest record that is reported as failed; the whole batch if it is not one of them."""
        body = result.get("body")
        reports = "ReportBatchItemFailures" in self.mapping.get("FunctionResponseTypes", [])
        failures = body.get("batchItemFailures") if reports and isinstance(body, dict) else None
        if not failures:
            return None
        failed = [failure.get("itemIdentifier") for failure in failures]
        indexes = [i for i, record in enumerate(records) if record["dynamodb"]["SequenceNumber"] in failed]
        return min(indexes, default=0)

    def give_up(self, records, result):
        lambda_svc._send_ddb_stream_failure_record(
            self.mapping, self.function, records, self.mapping["EventSourceArn"], result, "RetryAttemptsExhausted"
        )
