// QueryBus: a typed map from query to one handler on the engine thread. ask() may be called on any thread; the answer comes
// by callback on the asker's executor. A query type names its answer: `using Answer = …;`.
#pragma once

#include "base/executor.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <typeindex>
#include <unordered_map>
#include <utility>

namespace tradecore::application {

class QueryBus {
public:
    static constexpr std::int64_t waitingLimit = 1'000;

    explicit QueryBus(Executor& engine) : m_engine(engine) {}
    QueryBus(const QueryBus&) = delete;
    QueryBus& operator=(const QueryBus&) = delete;

    template <typename Query>
    void handle(std::function<typename Query::Answer(const Query&)> handler)
    {
        m_handlers[typeid(Query)] = [handler = std::move(handler)](const void* query, void* answer) {
            *static_cast<typename Query::Answer*>(answer) = handler(*static_cast<const Query*>(query));
        };
    }

    // False where too many queries wait or the engine has stopped. The asker is answered all the same where the answer has an
    // `error` to say it in, so that nobody waits for what will not come.
    template <typename Query>
    [[nodiscard]] bool ask(Query query, Executor& replyTo, std::function<void(const typename Query::Answer&)> onAnswer)
    {
        if (m_waiting->fetch_add(1) >= waitingLimit) {
            m_waiting->fetch_sub(1);
            m_refused.fetch_add(1);
            refuse<Query>("Too many questions wait for the desk; ask again in a moment.", replyTo, std::move(onAnswer));
            return false;
        }
        const bool posted = m_engine.post(
            [this, waiting = m_waiting, query = std::move(query), &replyTo, onAnswer]() mutable {
                waiting->fetch_sub(1);
                auto answer = std::make_shared<typename Query::Answer>();
                if (const auto found = m_handlers.find(typeid(Query)); found != m_handlers.end())
                    found->second(&query, answer.get());
                [[maybe_unused]] const bool returned =
                    replyTo.post([onAnswer = std::move(onAnswer), answer] { onAnswer(*answer); });
            });
        if (!posted) {
            m_waiting->fetch_sub(1);
            refuse<Query>("The desk is closing.", replyTo, std::move(onAnswer));
        }
        return posted;
    }

    // Engine thread, at once.
    template <typename Query>
    [[nodiscard]] typename Query::Answer answerNow(const Query& query)
    {
        typename Query::Answer answer{};
        if (const auto found = m_handlers.find(typeid(Query)); found != m_handlers.end())
            found->second(&query, &answer);
        return answer;
    }

    [[nodiscard]] std::uint64_t refused() const { return m_refused.load(); }

private:
    template <typename Query>
    static void refuse(const char* why, Executor& replyTo, std::function<void(const typename Query::Answer&)> onAnswer)
    {
        if constexpr (requires(typename Query::Answer answer) { answer.error = why; }) {
            typename Query::Answer answer{};
            answer.error = why;
            [[maybe_unused]] const bool returned =
                replyTo.post([onAnswer = std::move(onAnswer), answer = std::move(answer)] { onAnswer(answer); });
        }
    }

    Executor& m_engine;
    std::unordered_map<std::type_index, std::function<void(const void*, void*)>> m_handlers;
    std::shared_ptr<std::atomic<std::int64_t>> m_waiting = std::make_shared<std::atomic<std::int64_t>>(0);
    std::atomic<std::uint64_t> m_refused{0};
};

}  // namespace tradecore::application
