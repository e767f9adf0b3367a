# SPDX-License-Identifier: Apache-2.0
"""SNS as boto3 speaks it: topics, subscribers on HTTP and functions, and who publishes to them."""

import http.server
import json
import queue
import threading
import unittest
import urllib.request

from engine_case import EngineCase
from packages import python
from sluice_program import wait_until

PRINTING = (
    "import json\n"
    "def handler(event, context):\n"
    "    sns = event['Records'][0]['Sns']\n"
    "    print('heard', sns['Subject'], sns['Message'], json.dumps(sns['MessageAttributes']))\n"
)


class Subscriber:
    """An address on HTTP that keeps what it is sent; its first answers can be failures."""

    def __init__(self, failures=0):
        self.messages = queue.Queue()
        left = [failures]
        messages = self.messages

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                status = 200
                if left[0]:
                    left[0] -= 1
                    status = 503
                else:
                    messages.put((dict(self.headers), body))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook?a=b"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def take(self):
        headers, body = self.messages.get(timeout=20)
        return {k.lower(): v for k, v in headers.items()}, body

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Topics(EngineCase):
    def setUp(self):
        self.sns = self.client("sns")

    def subscriber(self, topic, failures=0, **more):
        """A confirmed subscriber."""
        subscriber = Subscriber(failures)
        self.addCleanup(subscriber.close)
        answer = self.sns.subscribe(
            TopicArn=topic, Protocol="http", Endpoint=subscriber.url, **more
        )
        self.assertEqual(answer["SubscriptionArn"], "pending confirmation")
        headers, body = subscriber.take()
        self.assertEqual(headers["x-amz-sns-message-type"], "SubscriptionConfirmation")
        question = json.loads(body)
        with urllib.request.urlopen(question["SubscribeURL"]) as answer:
            self.assertIn(b"<SubscriptionArn>" + topic.encode(), answer.read())
        return subscriber

    def test_a_subscription_is_confirmed_by_its_token(self):
        topic = self.sns.create_topic(Name="by-token")["TopicArn"]
        subscriber = Subscriber(0)
        self.addCleanup(subscriber.close)
        self.sns.subscribe(TopicArn=topic, Protocol="http", Endpoint=subscriber.url)
        token = json.loads(subscriber.take()[1])["Token"]
        refused = self.refused(self.sns.confirm_subscription, TopicArn=topic, Token="no" + token)
        self.assertEqual(refused[:2], ("InvalidParameter", 400))
        arn = self.sns.confirm_subscription(TopicArn=topic, Token=token)["SubscriptionArn"]
        (listed,) = self.sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
        self.assertEqual(listed["SubscriptionArn"], arn)

    def test_queues_in_order_do_not_hear_of_topics_without(self):
        topic = self.sns.create_topic(Name="unordered")["TopicArn"]
        refused = self.refused(
            self.sns.subscribe, TopicArn=topic, Protocol="sqs",
            Endpoint="arn:aws:sqs:us-east-1:000000000000:ordered.fifo",
        )  # fmt: skip
        self.assertEqual(refused[:2], ("InvalidParameter", 400))
        self.assertIn("FIFO SQS Queues can not be subscribed", refused[2])

    def test_topics_from_creating_to_deleting(self):
        topic = self.sns.create_topic(
            Name="orders", Attributes={"DisplayName": "Orders"}, Tags=[{"Key": "a", "Value": "b"}]
        )["TopicArn"]
        self.assertEqual(topic, "arn:aws:sns:us-east-1:000000000000:orders")
        self.assertIn(topic, [t["TopicArn"] for t in self.sns.list_topics()["Topics"]])
        self.sns.set_topic_attributes(
            TopicArn=topic, AttributeName="DisplayName", AttributeValue="All <orders>"
        )
        attributes = self.sns.get_topic_attributes(TopicArn=topic)["Attributes"]
        self.assertEqual(attributes["DisplayName"], "All <orders>")
        self.assertEqual(attributes["SubscriptionsConfirmed"], "0")
        self.assertEqual(json.loads(attributes["Policy"])["Statement"][0]["Resource"], topic)
        self.sns.tag_resource(ResourceArn=topic, Tags=[{"Key": "c", "Value": "d"}])
        self.sns.untag_resource(ResourceArn=topic, TagKeys=["a"])
        tags = self.sns.list_tags_for_resource(ResourceArn=topic)["Tags"]
        self.assertEqual(tags, [{"Key": "c", "Value": "d"}])
        self.sns.delete_topic(TopicArn=topic)
        refused = self.refused(self.sns.get_topic_attributes, TopicArn=topic)
        self.assertEqual(refused, ("NotFound", 404, "Topic does not exist"))

    def test_permissions_are_statements_of_the_policy(self):
        topic = self.sns.create_topic(Name="shared")["TopicArn"]

        def statements():
            attributes = self.sns.get_topic_attributes(TopicArn=topic)["Attributes"]
            return json.loads(attributes["Policy"])["Statement"]

        permission = {
            "TopicArn": topic, "Label": "others", "AWSAccountId": ["111111111111"],
            "ActionName": ["Publish"],
        }
        self.sns.add_permission(**permission)
        self.assertEqual(statements()[1:], [{
            "Sid": "others", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:root"},
            "Action": "SNS:Publish", "Resource": topic,
        }])
        self.assertEqual(statements()[0]["Sid"], "__default_statement_ID")
        self.assertEqual(
            self.refused(self.sns.add_permission, **permission),
            ("InvalidParameter", 400, "Invalid parameter: Statement already exists"),
        )
        permission.update(Label="bad", ActionName=["Fly"])
        self.assertEqual(
            self.refused(self.sns.add_permission, **permission)[:2], ("InvalidParameter", 400)
        )
        self.sns.remove_permission(TopicArn=topic, Label="others")
        self.assertEqual([s["Sid"] for s in statements()], ["__default_statement_ID"])

    def test_a_batch_is_published_message_by_message(self):
        topic = self.sns.create_topic(Name="batched")["TopicArn"]
        subscriber = self.subscriber(topic)
        answer = self.sns.publish_batch(TopicArn=topic, PublishBatchRequestEntries=[
            {"Id": "a", "Message": "one", "Subject": "s"},
            {"Id": "b", "Message": "two", "MessageStructure": "json"},
        ])
        (sent,) = answer["Successful"]
        self.assertEqual(sent["Id"], "a")
        (failed,) = answer["Failed"]
        self.assertEqual(
            (failed["Id"], failed["Code"], failed["SenderFault"]), ("b", "InvalidParameter", True)
        )
        body = json.loads(subscriber.take()[1])
        self.assertEqual((body["Message"], body["MessageId"]), ("one", sent["MessageId"]))
        for entries, code in (
            ([], "EmptyBatchRequest"),
            ([{"Id": str(n), "Message": "m"} for n in range(11)], "TooManyEntriesInBatchRequest"),
            ([{"Id": "a", "Message": "m"}] * 2, "BatchEntryIdsNotDistinct"),
        ):
            refused = self.refused(
                self.sns.publish_batch, TopicArn=topic, PublishBatchRequestEntries=entries
            )
            self.assertEqual(refused[:2], (code, 400))
        refused = self.refused(
            self.sns.publish_batch, TopicArn=topic + "x",
            PublishBatchRequestEntries=[{"Id": "a", "Message": "m"}],
        )
        self.assertEqual(refused, ("NotFound", 404, "Topic does not exist"))

    def test_a_subscriber_confirms_and_is_sent_messages(self):
        topic = self.sns.create_topic(Name="heard")["TopicArn"]
        subscriber = self.subscriber(topic)
        (listed,) = self.sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
        self.assertEqual((listed["Protocol"], listed["Endpoint"]), ("http", subscriber.url))
        id = self.sns.publish(
            TopicArn=topic, Subject="s", Message="ümläut & <more>",
            MessageAttributes={"n": {"DataType": "Number", "StringValue": "5"}},
        )["MessageId"]  # fmt: skip
        headers, body = subscriber.take()
        self.assertEqual(headers["x-amz-sns-message-type"], "Notification")
        self.assertEqual(headers["x-amz-sns-topic-arn"], topic)
        message = json.loads(body)
        self.assertEqual(
            (message["MessageId"], message["Subject"], message["Message"]),
            (id, "s", "ümläut & <more>"),
        )
        self.assertEqual(message["MessageAttributes"], {"n": {"Type": "Number", "Value": "5"}})
        self.sns.set_subscription_attributes(
            SubscriptionArn=listed["SubscriptionArn"], AttributeName="RawMessageDelivery",
            AttributeValue="true",
        )  # fmt: skip
        told = self.sns.get_subscription_attributes(SubscriptionArn=listed["SubscriptionArn"])
        self.assertEqual(told["Attributes"]["RawMessageDelivery"], "true")
        self.assertEqual(told["Attributes"]["PendingConfirmation"], "false")
        self.sns.publish(TopicArn=topic, Message="raw")
        headers, body = subscriber.take()
        self.assertEqual((headers["x-amz-sns-rawdelivery"], body), ("true", "raw"))
        self.sns.unsubscribe(SubscriptionArn=listed["SubscriptionArn"])
        left = self.sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
        self.assertEqual(left, [])

    def test_a_message_that_is_not_taken_is_sent_again(self):
        topic = self.sns.create_topic(Name="again")["TopicArn"]
        subscriber = self.subscriber(topic, failures=1)
        self.sns.publish(TopicArn=topic, Message="once")
        self.assertEqual(json.loads(subscriber.take()[1])["Message"], "once")
        self.sns.delete_topic(TopicArn=topic)

    def test_an_address_that_cannot_be_sent_to_is_refused(self):
        topic = self.sns.create_topic(Name="refusing")["TopicArn"]
        code, status, text = self.refused(
            self.sns.subscribe, TopicArn=topic, Protocol="https", Endpoint="https://example.com/"
        )
        self.assertEqual((code, status), ("InvalidParameter", 400))
        self.assertIn("this engine sends to http, lambda and sqs", text)

    def test_alarms_functions_and_results_publish(self):
        topic = self.sns.create_topic(Name="alarms")["TopicArn"]
        subscriber = self.subscriber(topic)
        watch = self.client("cloudwatch")
        watch.put_metric_alarm(
            AlarmName="a", Namespace="N", MetricName="m", Statistic="Sum", Period=60,
            EvaluationPeriods=1, Threshold=1.0, ComparisonOperator="GreaterThanThreshold",
            AlarmActions=[topic],
        )  # fmt: skip
        watch.set_alarm_state(AlarmName="a", StateValue="ALARM", StateReason="a drill")
        message = json.loads(subscriber.take()[1])
        self.assertEqual(message["Subject"], 'ALARM: "a" in US East (N. Virginia)')
        told = json.loads(message["Message"])
        self.assertEqual((told["NewStateValue"], told["NewStateReason"]), ("ALARM", "a drill"))
        watch.delete_alarms(AlarmNames=["a"])
        failing = python("def handler(e, c):\n    raise KeyError(e)\n")
        self.create("failing", failing, DeadLetterConfig={"TargetArn": topic})
        self.awslambda.put_function_event_invoke_config(
            FunctionName="failing", MaximumRetryAttempts=0,
            DestinationConfig={"OnFailure": {"Destination": topic}},
        )  # fmt: skip
        self.awslambda.invoke(FunctionName="failing", InvocationType="Event", Payload=b'{"a":1}')
        messages = [json.loads(subscriber.take()[1]) for _ in range(2)]
        letters = [m for m in messages if "MessageAttributes" in m]
        self.assertEqual([m["Message"] for m in letters], ['{"a":1}'])
        self.assertEqual(letters[0]["MessageAttributes"]["ErrorCode"]["Value"], "200")
        (record,) = [json.loads(m["Message"]) for m in messages if m not in letters]
        self.assertEqual(record["requestContext"]["condition"], "RetriesExhausted")
        self.assertEqual(record["requestPayload"], {"a": 1})

    def test_a_function_hears_of_messages(self):
        topic = self.sns.create_topic(Name="functions")["TopicArn"]
        arn = self.create("hearing", python(PRINTING))["FunctionArn"]
        answer = self.sns.subscribe(TopicArn=topic, Protocol="lambda", Endpoint=arn)
        self.assertTrue(answer["SubscriptionArn"].startswith(topic + ":"))
        self.sns.publish(
            TopicArn=topic, Message="hello", Subject="subject",
            MessageAttributes={"k": {"DataType": "String", "StringValue": "v"}},
        )  # fmt: skip
        logs = self.client("logs")

        def lines():
            groups = [g["logGroupName"] for g in logs.describe_log_groups()["logGroups"]]
            if "/aws/lambda/hearing" not in groups:
                return []
            events = logs.filter_log_events(logGroupName="/aws/lambda/hearing")["events"]
            return [e["message"].strip() for e in events]

        expected = 'heard subject hello {"k": {"Type": "String", "Value": "v"}}'
        wait_until(lambda: expected in lines(), 20, "the function heard of the message")


class Kept(EngineCase):
    def test_topics_and_subscribers_survive_a_restart(self):
        sns = self.client("sns")
        topic = sns.create_topic(Name="kept")["TopicArn"]
        arn = "arn:aws:lambda:us-east-1:000000000000:function:none"
        sns.subscribe(TopicArn=topic, Protocol="lambda", Endpoint=arn)
        gone = sns.create_topic(Name="gone")["TopicArn"]
        sns.subscribe(TopicArn=gone, Protocol="lambda", Endpoint=arn)
        sns.delete_topic(TopicArn=gone)
        self.engine.kill()
        type(self).start()
        sns = self.client("sns")
        self.assertEqual([t["TopicArn"] for t in sns.list_topics()["Topics"]], [topic])
        (listed,) = sns.list_subscriptions()["Subscriptions"]
        self.assertEqual((listed["TopicArn"], listed["Endpoint"]), (topic, arn))


if __name__ == "__main__":
    unittest.main()
